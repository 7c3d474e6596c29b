package io.vigie.streams.ticket;

import io.vigie.contract.event.Event;
import io.vigie.contract.event.Notification;
import io.vigie.contract.ticket.TicketMove;
import io.vigie.contract.ticket.TicketState;
import io.vigie.ticket.TicketPolicy;
import java.util.function.Consumer;

/** What time does to tickets: they are gathered, released to their people, and close. */
final class Round {
  /** Alerts of an app are gathered for so long before anybody is told. */
  private static final long GATHERED_SECONDS = 30;

  private final TicketBook book;
  private final Cases cases;
  private final TicketPolicy rules;
  private final Teller teller;
  private final Consumer<Event> out;

  /**
   * @param out takes notifications
   */
  Round(TicketBook book, Cases cases, TicketPolicy rules, Teller teller, Consumer<Event> out) {
    this.book = book;
    this.cases = cases;
    this.rules = rules;
    this.teller = teller;
    this.out = out;
  }

  /**
   * A second passed.
   *
   * @param everyone look at all tickets for somebody to tell: policies or hours may be others
   */
  void tick(Now now, boolean everyone) {
    for (Sheet sheet : book.open()) {
      if (sheet.ended) {
        sheet.ended = false;
        closeIfOver(sheet, now);
      }
      if (sheet.state == TicketState.GATHERING
          && now.passed(now.millis() - sheet.opened.toEpochMilli(), GATHERED_SECONDS)) {
        release(sheet, now);
      }
      if (sheet.look || everyone) {
        tell(sheet, now);
      }
    }
  }

  /**
   * By itself only when its rules say so, or when nobody was told of it yet; what flaps may be back
   * in a moment.
   */
  private void closeIfOver(Sheet sheet, Now now) {
    if (sheet.open()
        && sheet.allEnded()
        && sheet.entries.stream().noneMatch(this::flaps)
        && (sheet.state == TicketState.GATHERING
            || sheet.entries.stream().allMatch(this::closes))) {
      sheet.close(now.at());
      book.moved(sheet, TicketMove.CLOSED);
    }
  }

  private boolean closes(Entry entry) {
    Case held = cases.get(entry.line.alert());
    return held == null || rules.of(held.alert).closes();
  }

  private boolean flaps(Entry entry) {
    Case held = cases.get(entry.line.alert());
    return held != null && held.alert.flapping();
  }

  private void release(Sheet sheet, Now now) {
    boolean wanted = sheet.entries.stream().anyMatch(entry -> !entry.resolved() && !known(entry));
    if (wanted) {
      sheet.state = TicketState.OPEN;
      sheet.look = true;
      book.moved(sheet, TicketMove.RELEASED);
    } else {
      sheet.close(now.at());
      book.moved(sheet, TicketMove.CLOSED);
    }
  }

  private boolean known(Entry entry) {
    Case held = cases.get(entry.line.alert());
    return held != null && held.alert.acknowledged() != null;
  }

  /** Each line that is open is told once it may be, whoever has the ticket; until then it waits. */
  private void tell(Sheet sheet, Now now) {
    sheet.look = sheet.state == TicketState.GATHERING;
    if (sheet.look || !sheet.open()) {
      return;
    }
    for (Entry entry : sheet.entries) {
      Case held = cases.get(entry.line.alert());
      if (entry.notification.isEmpty() && held != null && mayTell(sheet, entry, held)) {
        Notification said = teller.ticketed(held, now);
        if (said != null) {
          entry.notification = said.notification();
          sheet.tell(said.to());
          book.moved(sheet, TicketMove.CHANGED);
          cases.put(held);
          out.accept(said);
        }
      }
    }
  }

  private static boolean mayTell(Sheet sheet, Entry entry, Case held) {
    return sheet.id.equals(held.ticket)
        && sheet.entry(held) == entry
        && held.open()
        && !held.muted()
        && !held.alert.flapping();
  }
}
