package io.vigie.api.check;

import io.vigie.api.act.Act;
import io.vigie.api.act.Difference;
import io.vigie.api.act.Outcome;
import io.vigie.api.act.Refusal;
import io.vigie.api.filter.Sql;
import io.vigie.api.list.Sight;
import io.vigie.api.list.Snapshot;
import io.vigie.api.policy.Policies;
import io.vigie.contract.check.Bounds;
import io.vigie.contract.event.AuditAct;
import io.vigie.contract.event.CheckThreshold;
import io.vigie.contract.id.NodeId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/** Which thresholds there are, who may say so, and what may become of them. */
final class ThresholdEdits {
  private static final String KIND = "check-threshold";

  /** Each is asked for every check of its kind. */
  private static final int MOST = 1_000;

  private ThresholdEdits() {}

  static ThresholdAnswer.All all(Snapshot tables, Sight sight) throws SQLException {
    TreeSet<String> kinds = new TreeSet<>(Bounds.usualKinds());
    kinds.addAll(
        tables.all(Sql.of("SELECT DISTINCT kind FROM check_value"), row -> row.text("kind")));
    List<ThresholdAnswer> all = new ArrayList<>();
    for (CheckThreshold threshold : Policies.thresholds(tables)) {
      kinds.add(threshold.kind());
      if (sees(tables, sight, threshold)) {
        all.add(answer(tables, threshold, sight));
      }
    }
    all.sort(Comparator.comparing(ThresholdAnswer::kind));
    return new ThresholdAnswer.All(kinds.stream().map(ThresholdAnswer.Kind::of).toList(), all);
  }

  static ThresholdAnswer one(Snapshot tables, String id, Sight sight) throws SQLException {
    CheckThreshold threshold = found(tables, id);
    if (!sees(tables, sight, threshold)) {
      throw Refusal.missing(KIND, shown(id));
    }
    return answer(tables, threshold, sight);
  }

  private static CheckThreshold found(Snapshot tables, String id) throws SQLException {
    return Policies.threshold(tables, id).orElseThrow(() -> Refusal.missing(KIND, shown(id)));
  }

  private static ThresholdAnswer answer(Snapshot tables, CheckThreshold threshold, Sight sight)
      throws SQLException {
    return ThresholdAnswer.of(
        threshold, theirs(tables, sight, threshold.node()), n(tables, threshold.id()));
  }

  /** What holds for all nodes concerns everybody. */
  private static boolean sees(Snapshot tables, Sight sight, CheckThreshold threshold)
      throws SQLException {
    if (sight.everything() || threshold.node() == null) {
      return true;
    }
    Sql where = Sql.of("d.id=?", threshold.node().toString()).and(sight.nodes("d"));
    return tables
        .one(new Sql("SELECT 1 FROM node d WHERE " + where.text(), where.args()), row -> true)
        .isPresent();
  }

  /**
   * Whether they may say so: of a node who answers for it, or manages the app it belongs to.
   *
   * @param node null for all
   */
  private static boolean theirs(Snapshot tables, Sight sight, NodeId node) throws SQLException {
    if (sight.administrator() || node == null) {
      return sight.administrator();
    }
    return sight.own().nodes().contains(node.toString())
        || sight.manager() && sight.own().apps().contains(app(tables, node));
  }

  private static String app(Snapshot tables, NodeId node) throws SQLException {
    return tables
        .one(
            Sql.of("SELECT app FROM node_edit WHERE node=? AND app<>''", node.toString()),
            row -> row.text("app"))
        // in no app of anybody's
        .orElse("\0");
  }

  /**
   * @throws io.micronaut.http.exceptions.HttpStatusException 403 when they may not
   */
  static void require(Snapshot tables, Sight sight, CheckThreshold threshold) throws SQLException {
    if (!theirs(tables, sight, threshold.node())) {
      throw Refusal.foreign(
          threshold.node() == null
              ? "a threshold of all nodes is set by administrators"
              : "you do not answer for node " + threshold.node() + ", nor manage its app");
    }
  }

  /**
   * The one that is to change.
   *
   * @throws io.micronaut.http.exceptions.HttpStatusException 404 when there is none, 403 when they
   *     may not
   */
  static CheckThreshold requireOld(Snapshot tables, Sight sight, String id) throws SQLException {
    CheckThreshold before = found(tables, id);
    require(tables, sight, before);
    return before;
  }

  private static String shown(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "…";
  }

  private static long n(Snapshot tables, String id) throws SQLException {
    return tables
        .one(Sql.of("SELECT n FROM check_threshold WHERE id=?", id), row -> row.number("n"))
        .orElse(0L);
  }

  static void create(Act act, CheckThreshold threshold, Sight sight) throws SQLException {
    require(act.tables(), sight, threshold);
    long there =
        act.one(Sql.of("SELECT COUNT(*) AS there FROM check_threshold"), row -> row.number("there"))
            .orElse(0L);
    if (there >= MOST) {
      throw Refusal.conflict(
          "there are " + MOST + " thresholds, and may be no more: a filter may stand for many");
    }
    requireOnly(act, threshold);
    write(act, threshold);
    note(act, AuditAct.CREATE, null, threshold);
  }

  /**
   * @param seen number of the change that was seen last; null when it does not matter
   */
  static Outcome change(Act act, CheckThreshold wish, Sight sight, Long seen) throws SQLException {
    CheckThreshold before = requireOld(act.tables(), sight, wish.id());
    require(act.tables(), sight, wish);
    Refusal.unless(seen, n(act.tables(), wish.id()), KIND, wish.id());
    if (wish.equals(before)) {
      return Outcome.UNCHANGED;
    }
    requireOnly(act, wish);
    write(act, wish);
    note(act, AuditAct.CHANGE, before, wish);
    return Outcome.CHANGED;
  }

  static void delete(Act act, String id, Sight sight) throws SQLException {
    CheckThreshold before = requireOld(act.tables(), sight, id);
    act.update("DELETE FROM check_threshold WHERE id=?", id);
    act.gone(before.key());
    note(act, AuditAct.DELETE, before, null);
  }

  private static void requireOnly(Act act, CheckThreshold threshold) throws SQLException {
    boolean another =
        act.one(
                Sql.of(
                    "SELECT id FROM check_threshold WHERE kind=? AND node=? AND q=? AND id<>?",
                    threshold.kind(),
                    node(threshold),
                    threshold.q(),
                    threshold.id()),
                row -> row.text("id"))
            .isPresent();
    if (another) {
      throw Refusal.conflict(
          "there is a threshold of "
              + threshold.kind()
              + " for the same checks already; change that one");
    }
  }

  private static void write(Act act, CheckThreshold threshold) throws SQLException {
    act.update(
        "REPLACE INTO check_threshold (id,kind,node,q,low,high,by_whom,n) VALUES (?,?,?,?,?,?,?,?)",
        threshold.id(),
        threshold.kind(),
        node(threshold),
        threshold.q(),
        threshold.low(),
        threshold.high(),
        threshold.by(),
        act.n());
    act.tell(threshold);
  }

  private static String node(CheckThreshold threshold) {
    return threshold.node() == null ? "" : threshold.node().toString();
  }

  private static void note(Act act, AuditAct what, CheckThreshold before, CheckThreshold after)
      throws SQLException {
    Difference difference = Difference.of(before, after);
    String id = before == null ? after.id() : before.id();
    act.note(what, KIND, id, difference.before(), difference.after());
  }
}
