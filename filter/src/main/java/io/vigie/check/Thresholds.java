package io.vigie.check;

import io.vigie.contract.check.Bounds;
import io.vigie.contract.event.CheckThreshold;
import io.vigie.filter.FilterParser;
import io.vigie.filter.RowTest;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** The thresholds people set, and which of them counts for a check. */
public final class Thresholds {
  /** The one that counts comes first. */
  private static final Comparator<Plan> MOST_PARTICULAR =
      Comparator.<Plan>comparingInt(plan -> -plan.said.rank())
          .thenComparing(plan -> plan.said.id(), Comparator.reverseOrder());

  private static final TreeSet<Plan> NONE = new TreeSet<>(MOST_PARTICULAR);

  private final Map<String, Plan> byId = new HashMap<>();
  private final Map<String, TreeSet<Plan>> byKind = new TreeMap<>();

  /** A threshold made ready. */
  private record Plan(CheckThreshold said, RowTest test) {
    boolean hits(Check check) {
      return (said.node() == null || said.node().equals(check.node()))
          && test.holds(check.values(), 0);
    }
  }

  /**
   * Bounds, and where they come from.
   *
   * @param threshold null for the default of the kind
   */
  public record Chosen(Bounds bounds, CheckThreshold threshold) {
    /** Empty for the default of the kind. */
    public String id() {
      return threshold == null ? "" : threshold.id();
    }
  }

  /**
   * @throws io.vigie.filter.QueryException when a filter asks what cannot be asked of a check
   */
  public static Thresholds of(Collection<CheckThreshold> all) {
    Thresholds thresholds = new Thresholds();
    all.forEach(thresholds::put);
    return thresholds;
  }

  /**
   * @throws io.vigie.filter.QueryException when its filter asks what cannot be asked of a check
   */
  public static void check(CheckThreshold threshold) {
    plan(threshold);
  }

  private static Plan plan(CheckThreshold threshold) {
    List<String> q = threshold.q().isEmpty() ? List.of() : List.of(threshold.q());
    return new Plan(threshold, RowTest.of(FilterParser.parse(q), Check.FIELDS));
  }

  /**
   * @throws io.vigie.filter.QueryException when its filter asks what cannot be asked of a check
   */
  public void put(CheckThreshold threshold) {
    Plan plan = plan(threshold);
    remove(threshold.id());
    byId.put(threshold.id(), plan);
    byKind.computeIfAbsent(threshold.kind(), kind -> new TreeSet<>(MOST_PARTICULAR)).add(plan);
  }

  public void remove(String id) {
    Plan gone = byId.remove(id);
    if (gone != null) {
      byKind.get(gone.said.kind()).remove(gone);
    }
  }

  public Chosen of(Check check) {
    for (Plan plan : byKind.getOrDefault(check.kind(), NONE)) {
      if (plan.hits(check)) {
        return new Chosen(plan.said.bounds(), plan.said);
      }
    }
    return new Chosen(Bounds.byDefault(check.kind()), null);
  }
}
