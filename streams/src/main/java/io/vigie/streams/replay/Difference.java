package io.vigie.streams.replay;

import io.vigie.contract.id.AlertId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one set of rules raises otherwise than another.
 *
 * @param before null when only the other set raises it
 * @param after null when only the first set raises it
 */
public record Difference(Raising before, Raising after) {

  public AlertId alert() {
    return (before == null ? after : before).alert();
  }

  /** The first thing to happen of it. */
  public Instant at() {
    if (before == null || after == null) {
      return (before == null ? after : before).raised();
    }
    return before.raised().isBefore(after.raised()) ? before.raised() : after.raised();
  }

  private boolean isNone() {
    return before != null
        && after != null
        && before.turns().equals(after.turns())
        && same(before.heldBy(), after.heldBy())
        && before.silencedBy().equals(after.silencedBy());
  }

  private static boolean same(AlertId one, AlertId other) {
    return one == null ? other == null : one.equals(other);
  }

  private boolean touches(Instant from, Instant to) {
    return before != null && in(before.raised(), from, to)
        || after != null && in(after.raised(), from, to);
  }

  static boolean in(Instant moment, Instant from, Instant to) {
    return !moment.isBefore(from) && !moment.isAfter(to);
  }

  /**
   * Of what was raised within a window, in order of time. Two raisings of an alert are the same one
   * when it was open under both sets at a time.
   */
  public static List<Difference> of(
      List<Raising> before, List<Raising> after, Instant from, Instant to) {
    Map<AlertId, List<Raising>> others = new TreeMap<>();
    after.forEach(
        raising -> others.computeIfAbsent(raising.alert(), id -> new ArrayList<>()).add(raising));
    List<Difference> all = new ArrayList<>();
    for (Raising raising : before) {
      all.add(new Difference(raising, take(others.get(raising.alert()), raising)));
    }
    others.values().forEach(left -> left.forEach(each -> all.add(new Difference(null, each))));
    return all.stream()
        .filter(each -> !each.isNone() && each.touches(from, to))
        .sorted(Comparator.comparing(Difference::at).thenComparing(Difference::alert))
        .toList();
  }

  private static Raising take(List<Raising> candidates, Raising raising) {
    if (candidates == null) {
      return null;
    }
    for (Raising each : candidates) {
      if (each.overlaps(raising)) {
        candidates.remove(each);
        return each;
      }
    }
    return null;
  }
}
