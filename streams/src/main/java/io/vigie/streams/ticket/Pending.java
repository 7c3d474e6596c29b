package io.vigie.streams.ticket;

import io.vigie.contract.ticket.TicketMove;
import java.util.List;

/** What the next step of a ticket says. */
final class Pending {
  /** Of what happened in one step, the first of these is said. */
  private static final List<TicketMove> TELLING =
      List.of(
          TicketMove.TAKEN,
          TicketMove.ASSIGNED,
          TicketMove.COMMENTED,
          TicketMove.CLOSED,
          TicketMove.REOPENED,
          TicketMove.SENT,
          TicketMove.OPENED,
          TicketMove.RELEASED,
          TicketMove.JOINED,
          TicketMove.RESOLVED,
          TicketMove.DELIVERED,
          TicketMove.CHANGED);

  private TicketMove move;
  private String by = "";
  private String comment = "";

  void moved(TicketMove next) {
    if (move == null || TELLING.indexOf(next) < TELLING.indexOf(move)) {
      move = next;
    }
  }

  /** A person did that. */
  void moved(TicketMove next, String who, String words) {
    moved(next);
    by = who;
    comment = words;
  }

  /** Whether anything happened. */
  boolean any() {
    return move != null;
  }

  TicketMove move() {
    return move;
  }

  String by() {
    return by;
  }

  String comment() {
    return comment;
  }

  void clear() {
    move = null;
    by = "";
    comment = "";
  }
}
