package io.vigie.streams.ticket;

import io.vigie.contract.event.ActionAcknowledge;
import io.vigie.contract.event.Delivery;
import io.vigie.contract.event.Event;
import io.vigie.contract.event.TicketAct;
import io.vigie.contract.id.TicketId;
import java.time.Instant;
import java.util.function.Consumer;

/** What comes back about tickets: acts of people, and what became of deliveries. */
final class Answers {
  private final TicketBook book;
  private final Cases cases;
  private final Consumer<Event> out;

  /**
   * @param out takes notes
   */
  Answers(TicketBook book, Cases cases, Consumer<Event> out) {
    this.book = book;
    this.cases = cases;
    this.out = out;
  }

  /**
   * @param id of the act
   * @return whether it did something
   */
  boolean hear(TicketAct act, String id, Instant at) {
    Sheet sheet = book.get(act.ticket());
    boolean done = sheet != null && Desk.does(sheet, act, id, at);
    if (done) {
      book.touch(sheet);
    }
    return done;
  }

  /** What became of a delivery, and for each line that somebody took the word of the note. */
  void hear(Delivery delivery, Instant at) {
    for (TicketId id : delivery.tickets()) {
      Sheet sheet = book.get(id);
      if (sheet != null) {
        for (Entry entry : Receipt.on(sheet, delivery, at)) {
          note(sheet, entry);
        }
        book.touch(sheet);
      }
    }
  }

  private void note(Sheet sheet, Entry entry) {
    Case held = cases.get(entry.line.alert());
    // of two failures of an action only the last one can be acknowledged
    boolean last = held != null && sheet.entry(held) == entry;
    Event note = last ? Notes.of(sheet.id, entry, held) : null;
    if (note != null) {
      if (note instanceof ActionAcknowledge) {
        held.noted = true;
        cases.put(held);
      }
      out.accept(note);
    }
  }
}
