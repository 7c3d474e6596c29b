package io.vigie.api.ticket;

import io.vigie.api.act.Act;
import io.vigie.api.act.Difference;
import io.vigie.api.act.Outcome;
import io.vigie.api.act.Refusal;
import io.vigie.api.filter.Sql;
import io.vigie.api.list.Scope;
import io.vigie.api.list.Sight;
import io.vigie.api.list.Snapshot;
import io.vigie.api.policy.Policies;
import io.vigie.contract.event.AuditAct;
import io.vigie.contract.event.TicketRule;
import io.vigie.ticket.TicketPolicy;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which ticket rules there are, who may say so, and what may become of them. */
final class TicketRules {
  private static final String KIND = "ticket-rule";

  /** Each is asked for every alert. */
  private static final int MOST = 1_000;

  private TicketRules() {}

  static TicketRuleAnswer.All all(Snapshot tables, Sight sight) throws SQLException {
    Map<String, Long> numbers = new TreeMap<>();
    tables.all(
        Sql.of("SELECT id,n FROM ticket_rule"),
        row -> numbers.put(row.text("id"), row.number("n")));
    List<TicketRule> rules = new ArrayList<>(Policies.ticketRules(tables));
    rules.sort(
        Comparator.<TicketRule>comparingInt(rule -> -rule.rank())
            .thenComparing(TicketRule::app)
            .thenComparing(TicketRule::id, Comparator.reverseOrder()));
    return new TicketRuleAnswer.All(
        rules.stream()
            .filter(rule -> sees(sight, rule))
            .map(r -> TicketRuleAnswer.of(r, theirs(sight, r), numbers.getOrDefault(r.id(), 0L)))
            .toList(),
        TicketPolicy.DEFAULTS.stream().map(r -> TicketRuleAnswer.of(r, false, 0)).toList());
  }

  static TicketRuleAnswer one(Snapshot tables, String id, Sight sight) throws SQLException {
    TicketRule rule = found(tables, id);
    if (!sees(sight, rule)) {
      throw Refusal.missing(KIND, shown(id));
    }
    return TicketRuleAnswer.of(rule, theirs(sight, rule), n(tables, id));
  }

  private static TicketRule found(Snapshot tables, String id) throws SQLException {
    return Policies.ticketRule(tables, id).orElseThrow(() -> Refusal.missing(KIND, shown(id)));
  }

  private static String shown(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "…";
  }

  /** What holds for all apps concerns everybody. */
  private static boolean sees(Sight sight, TicketRule rule) {
    return rule.app().isEmpty() || sight.sees(new Scope(List.of(rule.app()), List.of(), List.of()));
  }

  private static boolean theirs(Sight sight, TicketRule rule) {
    return sight.administrator()
        || sight.manager() && !rule.app().isEmpty() && sight.own().apps().contains(rule.app());
  }

  /**
   * @throws io.micronaut.http.exceptions.HttpStatusException 403 when they may not
   */
  static void require(Sight sight, TicketRule rule) {
    if (!theirs(sight, rule)) {
      throw Refusal.foreign(
          rule.app().isEmpty()
              ? "a rule of all apps is set by administrators"
              : "you do not manage app " + rule.app());
    }
  }

  /**
   * The one that is to change.
   *
   * @throws io.micronaut.http.exceptions.HttpStatusException 404 when there is none, 403 when they
   *     may not
   */
  static TicketRule requireOld(Snapshot tables, Sight sight, String id) throws SQLException {
    TicketRule before = found(tables, id);
    require(sight, before);
    return before;
  }

  private static long n(Snapshot tables, String id) throws SQLException {
    return tables
        .one(Sql.of("SELECT n FROM ticket_rule WHERE id=?", id), row -> row.number("n"))
        .orElse(0L);
  }

  static void create(Act act, TicketRule rule, Sight sight) throws SQLException {
    require(sight, rule);
    if (Policies.ticketRules(act.tables()).size() >= MOST) {
      throw Refusal.conflict("there are " + MOST + " ticket rules, and may be no more");
    }
    requireOnly(act, rule);
    write(act, rule);
    note(act, AuditAct.CREATE, null, rule);
  }

  /**
   * @param seen number of the change that was seen last; null when it does not matter
   */
  static Outcome change(Act act, TicketRule wish, Sight sight, Long seen) throws SQLException {
    TicketRule before = requireOld(act.tables(), sight, wish.id());
    require(sight, wish);
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
    TicketRule before = requireOld(act.tables(), sight, id);
    act.update("DELETE FROM ticket_rule WHERE id=?", id);
    act.gone(before.key());
    note(act, AuditAct.DELETE, before, null);
  }

  private static void requireOnly(Act act, TicketRule rule) throws SQLException {
    boolean another =
        act.one(
                Sql.of(
                    "SELECT id FROM ticket_rule WHERE app=? AND COALESCE(kind,'')=?"
                        + " AND COALESCE(severity,'')=? AND COALESCE(production,-1)=? AND id<>?",
                    rule.app(),
                    rule.kind() == null ? "" : rule.kind().wire(),
                    rule.severity() == null ? "" : rule.severity().wire(),
                    rule.production() == null ? -1 : rule.production() ? 1 : 0,
                    rule.id()),
                row -> row.text("id"))
            .isPresent();
    if (another) {
      throw Refusal.conflict("there is a rule for the same alerts already; change that one");
    }
  }

  private static void write(Act act, TicketRule rule) throws SQLException {
    act.update(
        "REPLACE INTO ticket_rule (id,app,kind,severity,production,after_seconds,closes,by_whom,n)"
            + " VALUES (?,?,?,?,?,?,?,?,?)",
        rule.id(),
        rule.app(),
        rule.kind() == null ? null : rule.kind().wire(),
        rule.severity() == null ? null : rule.severity().wire(),
        rule.production(),
        rule.afterSeconds(),
        rule.closes(),
        rule.by(),
        act.n());
    act.tell(rule);
  }

  private static void note(Act act, AuditAct what, TicketRule before, TicketRule after)
      throws SQLException {
    Difference difference = Difference.of(before, after);
    String id = before == null ? after.id() : before.id();
    act.note(what, KIND, id, difference.before(), difference.after());
  }
}
