package io.vigie.api.ticket;

import io.vigie.api.alert.AlertRow;
import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.alert.Severity;
import io.vigie.contract.event.Alert;
import io.vigie.people.Audience;
import io.vigie.ticket.TicketPolicy;
import java.util.ArrayList;
import java.util.List;

/**
 * An alert that would have become a ticket.
 *
 * @param at when, milliseconds since 1970
 * @param decided whether the rule that is asked about says so
 */
record Due(String alert, String app, long at, Severity severity, boolean decided) {
  /** Each failure is another one. */
  private static final String FAILED = AlertKind.ACTION_FAILED.wire();

  /**
   * Once for each time it was raised anew. What was raised before the first of its transitions here
   * is left out: nobody knows how long it was open.
   *
   * @param lived its transitions, the oldest first
   * @param rule id of the one that is asked about
   */
  static List<Due> of(
      AlertRow row, List<Lived> lived, TicketPolicy policy, String rule, long nowMillis) {
    List<Due> dues = new ArrayList<>();
    boolean counts = false;
    boolean done = false;
    long open = 0;
    long episode = 0;
    for (int i = 0; i < lived.size(); i++) {
      Lived now = lived.get(i);
      if (now.begins()) {
        counts = true;
        open = 0;
        boolean another = now.episode() != episode || row.kind().equals(FAILED);
        done = done && !another;
        episode = now.episode();
      }
      counts = counts && now.open();
      if (!counts || now.quiet()) {
        continue;
      }
      long lasted = (i + 1 < lived.size() ? lived.get(i + 1).at() : nowMillis) - now.at();
      Alert alert = row.alert(now.severity());
      Long after = policy.afterSeconds(alert);
      if (!done && after != null && after * 1_000 - open <= lasted) {
        done = true;
        dues.add(
            new Due(
                row.id(),
                Audience.app(alert),
                now.at() + Math.max(0, after * 1_000 - open),
                now.severity(),
                policy.of(alert).id().equals(rule)));
      }
      open += lasted;
    }
    return dues;
  }
}
