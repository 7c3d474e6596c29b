package io.vigie.streams.ticket;

import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.event.ActionAcknowledge;
import io.vigie.contract.event.AlertTicketed;
import io.vigie.contract.event.Event;
import io.vigie.contract.event.Ticket;
import io.vigie.contract.id.TicketId;

/** The robot's note (semantics.md §5.4): who took the word of an alert. */
final class Notes {
  private static final String WORDS =
      "Automatically acknowledged upon ticket generation. Alert sent to ";

  private Notes() {}

  /**
   * Of a failed action it is its acknowledgement.
   *
   * @return null when the alert is no more what people were told of
   */
  static Event of(TicketId ticket, Entry entry, Case held) {
    if (!ticket.equals(held.ticket)) {
      return null;
    }
    String words = WORDS + String.join(", ", entry.takers);
    if (held.id.kind() == AlertKind.ACTION_FAILED) {
      String action = held.alert.facts().get("action id");
      return action != null && (held.open() || held.noted)
          ? new ActionAcknowledge(held.alert.service(), action, Ticket.ROBOT, words, false)
          : null;
    }
    return held.open() ? new AlertTicketed(held.id, entry.line.episode(), ticket, words) : null;
  }
}
