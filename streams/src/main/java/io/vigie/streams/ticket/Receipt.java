package io.vigie.streams.ticket;

import io.vigie.contract.event.Delivery;
import io.vigie.contract.event.Recipient;
import io.vigie.contract.event.Ticket.Told;
import io.vigie.contract.ticket.Channel;
import io.vigie.contract.ticket.DeliveryState;
import io.vigie.contract.ticket.TicketMove;
import io.vigie.contract.ticket.TicketState;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What became of a delivery, on the ticket it tells of. */
final class Receipt {
  private Receipt() {}

  /**
   * @return lines whose note shall be written, or renewed: somebody took the word of them
   */
  static List<Entry> on(Sheet sheet, Delivery delivery, Instant at) {
    track(sheet, delivery);
    List<Entry> named = named(sheet, delivery);
    if (named.isEmpty()) {
      return List.of();
    }
    mark(sheet, delivery);
    if (delivery.state() != DeliveryState.ACCEPTED) {
      return List.of();
    }
    if (sheet.sent == null) {
      sheet.sent = at;
      if (sheet.state == TicketState.OPEN) {
        sheet.state = TicketState.SENT;
      }
      sheet.next.moved(TicketMove.SENT);
    }
    String taker = name(delivery);
    return sheet.names(taker)
        ? named.stream().filter(entry -> entry.takenBy(taker)).toList()
        : List.of();
  }

  /** What it tells of; a tracker that has the ticket has what was in it until that step. */
  private static List<Entry> named(Sheet sheet, Delivery delivery) {
    if (delivery.channel() == Channel.TRACKER) {
      return delivery.external().isEmpty()
          ? List.of()
          : sheet.entries.stream().filter(entry -> entry.step <= delivery.step()).toList();
    }
    Set<String> told = new HashSet<>(delivery.notifications());
    return sheet.entries.stream()
        .filter(entry -> !entry.notification.isEmpty() && told.contains(entry.notification))
        .toList();
  }

  /** An address; of a channel without one its name. */
  private static String name(Delivery delivery) {
    return delivery.channel() == Channel.MAIL && !delivery.address().isEmpty()
        ? delivery.address()
        : delivery.to();
  }

  /** The first tracker that has it is named; what others have stands with their deliveries. */
  private static void track(Sheet sheet, Delivery delivery) {
    if (sheet.external.isEmpty() && !delivery.external().isEmpty()) {
      sheet.external = delivery.external();
      sheet.link = delivery.link();
      sheet.next.moved(TicketMove.CHANGED);
    }
  }

  /** Who took it once has it, whatever becomes of the next. */
  private static void mark(Sheet sheet, Delivery delivery) {
    Told last = sheet.told.get(Recipient.key(delivery.channel(), delivery.to()));
    if (last == null || last.state() == DeliveryState.ACCEPTED) {
      return;
    }
    boolean accepted = delivery.state() == DeliveryState.ACCEPTED;
    Told now = new Told(last.to(), delivery.state(), accepted ? "" : delivery.reply());
    if (!now.equals(last)) {
      sheet.tell(now);
      sheet.next.moved(TicketMove.DELIVERED);
    }
  }
}
