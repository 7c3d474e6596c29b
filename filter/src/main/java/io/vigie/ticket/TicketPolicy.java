package io.vigie.ticket;

import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.alert.AlertScope;
import io.vigie.contract.alert.Severity;
import io.vigie.contract.event.Alert;
import io.vigie.contract.event.AppPolicy;
import io.vigie.contract.event.Ticket;
import io.vigie.contract.event.TicketRule;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** After how long an alert that nobody takes becomes a ticket (semantics.md §5.2). */
public final class TicketPolicy {
  /** What holds where people say nothing. */
  public static final List<TicketRule> DEFAULTS =
      List.of(
          byDefault("action-failed", AlertKind.ACTION_FAILED, null, null, 86_400L),
          byDefault("critical", null, Severity.CRITICAL, true, 300L),
          byDefault("error", null, Severity.ERROR, true, 3_600L),
          byDefault("others", null, null, null, null));

  /** The one that counts comes first; an id begins with the moment it was made. */
  private static final Comparator<TicketRule> MOST_PARTICULAR =
      Comparator.<TicketRule>comparingInt(rule -> -rule.rank())
          .thenComparing(TicketRule::id, Comparator.reverseOrder());

  private final Map<String, TicketRule> byId = new HashMap<>();
  private final TreeSet<TicketRule> rules = new TreeSet<>(MOST_PARTICULAR);

  private static TicketRule byDefault(
      String id, AlertKind kind, Severity severity, Boolean production, Long after) {
    return new TicketRule(id, "", kind, severity, production, after, true, Ticket.ROBOT);
  }

  public static TicketPolicy of(Collection<TicketRule> said) {
    TicketPolicy policy = new TicketPolicy();
    said.forEach(policy::take);
    return policy;
  }

  public void take(TicketRule rule) {
    forget(rule.id());
    byId.put(rule.id(), rule);
    rules.add(rule);
  }

  public void forget(String id) {
    TicketRule gone = byId.remove(id);
    if (gone != null) {
      rules.remove(gone);
    }
  }

  /** The rule that counts: people's, of which the most particular, before the defaults. */
  public TicketRule of(Alert alert) {
    for (TicketRule rule : rules) {
      if (hits(rule, alert)) {
        return rule;
      }
    }
    return DEFAULTS.stream().filter(rule -> hits(rule, alert)).findFirst().orElseThrow();
  }

  /** Seconds it may be open and with nobody; null for ever. What is about Vigie itself never is. */
  public Long afterSeconds(Alert alert) {
    boolean ofVigie = alert.alert().kind().scope() == AlertScope.COLLECTOR;
    return ofVigie ? null : of(alert).afterSeconds();
  }

  private static boolean hits(TicketRule rule, Alert alert) {
    return (rule.app().isEmpty() || concerns(rule.app(), alert))
        && (rule.kind() == null || rule.kind() == alert.alert().kind())
        && (rule.severity() == null || rule.severity() == alert.severity())
        && (rule.production() == null || rule.production() == alert.production());
  }

  private static boolean concerns(String app, Alert alert) {
    return alert.apps().isEmpty() ? app.equals(AppPolicy.NONE) : alert.apps().contains(app);
  }
}
