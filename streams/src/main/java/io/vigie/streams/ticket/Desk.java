package io.vigie.streams.ticket;

import io.vigie.contract.event.TicketAct;
import io.vigie.contract.ticket.TicketMove;
import io.vigie.contract.ticket.TicketState;
import java.time.Instant;

/** What people do to a ticket. */
final class Desk {
  private Desk() {}

  /**
   * @param id of the act: the same one again does nothing
   * @return whether it did something; not when it says what is so already, or of a closed ticket
   */
  static boolean does(Sheet sheet, TicketAct act, String id, Instant at) {
    if (id.equals(sheet.lastAct)) {
      return false;
    }
    boolean done =
        switch (act.verb()) {
          case TAKE -> give(sheet, act.by(), TicketMove.TAKEN, act);
          case ASSIGN -> give(sheet, act.to(), TicketMove.ASSIGNED, act);
          case COMMENT -> say(sheet, TicketMove.COMMENTED, act);
          case CLOSE -> sheet.open() && close(sheet, act, at);
          case REOPEN -> !sheet.open() && reopen(sheet, act);
        };
    if (done) {
      sheet.lastAct = id;
    }
    return done;
  }

  private static boolean give(Sheet sheet, String owner, TicketMove move, TicketAct act) {
    if (!sheet.open() || sheet.owner.equals(owner)) {
      return false;
    }
    sheet.owner = owner;
    sheet.state = TicketState.TAKEN;
    return say(sheet, move, act);
  }

  private static boolean close(Sheet sheet, TicketAct act, Instant at) {
    sheet.close(at);
    return say(sheet, TicketMove.CLOSED, act);
  }

  private static boolean reopen(Sheet sheet, TicketAct act) {
    sheet.closed = null;
    sheet.ended = false;
    sheet.look = true;
    sheet.state =
        !sheet.owner.isEmpty()
            ? TicketState.TAKEN
            : sheet.sent != null ? TicketState.SENT : TicketState.OPEN;
    return say(sheet, TicketMove.REOPENED, act);
  }

  private static boolean say(Sheet sheet, TicketMove move, TicketAct act) {
    sheet.next.moved(move, act.by(), act.comment());
    return true;
  }
}
