package io.vigie.streams.ticket;

import io.vigie.contract.alert.AlertMove;
import io.vigie.contract.event.ActionAcknowledge;
import io.vigie.contract.event.Delivery;
import io.vigie.contract.event.Event;
import io.vigie.contract.event.Notification;
import io.vigie.contract.event.TicketAct;
import io.vigie.contract.id.TicketId;
import io.vigie.contract.ticket.TicketMove;
import io.vigie.contract.ticket.TicketState;
import io.vigie.people.Audience;
import io.vigie.ticket.TicketPolicy;
import java.time.Instant;
import java.util.function.Consumer;

/** The life of tickets: what becomes one, whom it is for, what people do, when it closes. */
final class Tickets {
  /** Alerts of an app are gathered for so long before anybody is told. */
  private static final long GATHERED_SECONDS = 30;

  private final TicketBook book;
  private final Cases cases;
  private final TicketPolicy rules;
  private final Teller teller;
  private final Consumer<Event> out;

  /**
   * @param out takes notifications and notes
   */
  Tickets(TicketBook book, Cases cases, TicketPolicy rules, Teller teller, Consumer<Event> out) {
    this.book = book;
    this.cases = cases;
    this.rules = rules;
    this.teller = teller;
    this.out = out;
    // what changed with the last records before an end was not published yet
    cases.all().forEach(this::changed);
  }

  /** Whether somebody has what it is about, or had and closed it. */
  boolean taken(TicketId id) {
    Sheet sheet = book.open(id);
    return id != null && (sheet == null || !sheet.owner.isEmpty());
  }

  /** Whether that is an open ticket. */
  boolean holds(TicketId id) {
    return book.open(id) != null;
  }

  /** It came back, and its ticket was closed meanwhile: it may come into another one. */
  void begins(Case held) {
    if (held.ticket != null && book.open(held.ticket) == null) {
      held.ticket = null;
    }
  }

  /** What became of an alert, on its ticket; published with the next pulse. */
  void changed(Case held) {
    Sheet sheet = book.open(held.ticket);
    Entry entry = sheet == null ? null : sheet.entry(held);
    if (entry == null) {
      return;
    }
    if (entry.worse(held.alert.severity())) {
      touch(sheet, TicketMove.CHANGED);
    }
    if (held.open() && entry.resolved()) {
      entry.resolved(null);
      touch(sheet, TicketMove.RESOLVED);
    } else if (!held.open() && !entry.resolved() && !held.endedByTicket()) {
      end(sheet, entry, held.alert.resolved());
    }
    sheet.ended |= held.alert.move() == AlertMove.STEADY;
    sheet.look = true;
  }

  /** It concerns another app from now on. */
  void left(TicketId id, Case held, Instant at) {
    Sheet sheet = book.open(id);
    Entry entry = sheet == null ? null : sheet.entry(held);
    if (entry != null && !entry.resolved()) {
      end(sheet, entry, at);
    }
  }

  private void end(Sheet sheet, Entry entry, Instant at) {
    entry.resolved(at);
    sheet.ended = true;
    touch(sheet, TicketMove.RESOLVED);
  }

  private void touch(Sheet sheet, TicketMove move) {
    sheet.moved(move);
    book.touch(sheet);
  }

  /** Puts an alert that nobody took in time into its app's ticket. */
  void due(Case held, Now now) {
    Long after = rules.afterSeconds(held.alert);
    boolean waits = held.ticket != null || !held.open() || held.muted() || held.alert.flapping();
    if (waits || after == null || !now.passed(held.openMillis(now.millis()), after)) {
      return;
    }
    String app = Audience.app(held.alert);
    Sheet joined = book.joinable(app, now.millis());
    Sheet sheet = joined == null ? book.begin(app, now.at()) : joined;
    sheet.add(Entry.of(held.alert));
    touch(sheet, joined == null ? TicketMove.OPENED : TicketMove.JOINED);
    held.ticket = sheet.id;
    cases.put(held);
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
      touch(sheet, TicketMove.CLOSED);
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
      touch(sheet, TicketMove.RELEASED);
    } else {
      sheet.close(now.at());
      touch(sheet, TicketMove.CLOSED);
    }
  }

  private boolean known(Entry entry) {
    Case held = cases.get(entry.line.alert());
    return held != null && held.alert.acknowledged() != null;
  }

  /** Each line that is open and with nobody is told once it may be; until then it waits. */
  private void tell(Sheet sheet, Now now) {
    sheet.look = sheet.state == TicketState.GATHERING;
    if (sheet.look || !sheet.open() || !sheet.owner.isEmpty()) {
      return;
    }
    for (Entry entry : sheet.entries) {
      Case held = cases.get(entry.line.alert());
      if (entry.notification.isEmpty() && held != null && mayTell(sheet, entry, held)) {
        Notification said = teller.ticketed(held, now);
        if (said != null) {
          entry.notification = said.notification();
          sheet.tell(said.to());
          touch(sheet, TicketMove.CHANGED);
          cases.put(held);
          out.accept(said);
        }
      }
    }
  }

  private static boolean mayTell(Sheet sheet, Entry entry, Case held) {
    return sheet.id.equals(held.ticket)
        && entry.is(held)
        && held.open()
        && !held.muted()
        && !held.alert.flapping();
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
          note(sheet.id, entry);
        }
        book.touch(sheet);
      }
    }
  }

  private void note(TicketId id, Entry entry) {
    Case held = cases.get(entry.line.alert());
    Event note = Notes.of(id, entry, held);
    if (note != null) {
      if (note instanceof ActionAcknowledge) {
        held.noted = true;
        cases.put(held);
      }
      out.accept(note);
    }
  }
}
