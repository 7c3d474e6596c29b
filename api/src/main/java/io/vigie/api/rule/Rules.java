package io.vigie.api.rule;

import io.vigie.api.act.Act;
import io.vigie.api.act.Difference;
import io.vigie.api.act.Outcome;
import io.vigie.api.act.Refusal;
import io.vigie.api.filter.Sql;
import io.vigie.api.list.Snapshot;
import io.vigie.api.policy.Policies;
import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.alert.Severity;
import io.vigie.contract.event.AlertRule;
import io.vigie.contract.event.AuditAct;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** When alerts are raised, and what may become of that. */
public final class Rules {
  private static final String KIND = "alert-rule";

  private Rules() {}

  /**
   * @throws io.micronaut.http.exceptions.HttpStatusException 404 naming the kinds there are
   */
  static AlertKind kind(String word) {
    return Arrays.stream(AlertKind.values())
        .filter(kind -> kind.wire().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                Refusal.missing(
                    "kind of alert",
                    shown(word)
                        + "; kinds are "
                        + Arrays.stream(AlertKind.values())
                            .map(AlertKind::wire)
                            .collect(Collectors.joining(", "))));
  }

  private static String shown(String word) {
    return word.length() <= 80 ? word : word.substring(0, 80) + "…";
  }

  static List<RuleAnswer> all(Snapshot tables) throws SQLException {
    List<RuleAnswer> all = new ArrayList<>();
    for (AlertKind kind : AlertKind.values()) {
      all.add(one(tables, kind));
    }
    return all;
  }

  public static RuleAnswer one(Snapshot tables, AlertKind kind) throws SQLException {
    return RuleAnswer.of(kind, Policies.rule(tables, kind).orElse(null), n(tables, kind));
  }

  /** Number of the act that changed it last; 0 when people say nothing. */
  private static long n(Snapshot tables, AlertKind kind) throws SQLException {
    return tables
        .one(Sql.of("SELECT n FROM alert_rule WHERE kind=?", kind.wire()), row -> row.number("n"))
        .orElse(0L);
  }

  /**
   * @param seen number of the change that was seen last; null when it does not matter
   */
  static Outcome put(Act act, AlertRule wish, Long seen) throws SQLException {
    AlertKind kind = wish.kind();
    Refusal.unless(seen, n(act.tables(), kind), KIND, kind.wire());
    AlertRule before = Policies.rule(act.tables(), kind).orElse(null);
    if (wish.equals(before)) {
      return Outcome.UNCHANGED;
    }
    act.update(
        "INSERT INTO alert_rule (kind,disabled,hold_seconds,escalate_seconds,production,other,n)"
            + " VALUES (?,?,?,?,?,?,?) ON DUPLICATE KEY UPDATE disabled=VALUES(disabled),"
            + "hold_seconds=VALUES(hold_seconds),escalate_seconds=VALUES(escalate_seconds),"
            + "production=VALUES(production),other=VALUES(other),n=VALUES(n)",
        kind.wire(),
        wish.disabled(),
        wish.holdSeconds(),
        wish.escalateSeconds(),
        word(wish.production()),
        word(wish.other()),
        act.n());
    act.tell(wish);
    AuditAct what = before == null ? AuditAct.CREATE : AuditAct.CHANGE;
    note(act, what, kind, before, wish);
    return before == null ? Outcome.CREATED : Outcome.CHANGED;
  }

  static void delete(Act act, AlertKind kind) throws SQLException {
    AlertRule before =
        Policies.rule(act.tables(), kind)
            .orElseThrow(() -> Refusal.missing("rule of people for alerts", kind.wire()));
    act.update("DELETE FROM alert_rule WHERE kind=?", kind.wire());
    act.gone(before.key());
    note(act, AuditAct.DELETE, kind, before, null);
  }

  private static void note(
      Act act, AuditAct what, AlertKind kind, AlertRule before, AlertRule after)
      throws SQLException {
    Difference difference = Difference.of(before, after);
    act.note(what, KIND, kind.wire(), difference.before(), difference.after());
  }

  private static String word(Severity severity) {
    return severity == null ? null : severity.wire();
  }
}
