package io.vigie.streams.ticket;

import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.alert.AlertMove;
import io.vigie.contract.id.TicketId;
import io.vigie.contract.ticket.TicketMove;
import io.vigie.people.Audience;
import io.vigie.ticket.TicketPolicy;
import java.time.Instant;

/** Which alert is in which ticket, and what becomes of it there. */
final class Tickets {
  private final TicketBook book;
  private final Cases cases;
  private final TicketPolicy rules;

  Tickets(TicketBook book, Cases cases, TicketPolicy rules) {
    this.book = book;
    this.cases = cases;
    this.rules = rules;
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
      book.moved(sheet, TicketMove.CHANGED);
    }
    if (held.open() && entry.resolved()) {
      entry.resolved(null);
      book.moved(sheet, TicketMove.RESOLVED);
    } else if (!held.open() && !entry.resolved() && !held.endedByTicket()) {
      end(sheet, entry, held.alert.resolved());
    }
    sheet.ended |= held.alert.move() == AlertMove.STEADY;
    sheet.look = true;
  }

  /** It concerns another app from now on. Said at once: its case will know nothing of it. */
  void left(TicketId id, Case held, Instant at) {
    Sheet sheet = book.open(id);
    Entry entry = sheet == null ? null : sheet.entry(held);
    if (entry != null && !entry.resolved()) {
      end(sheet, entry, at);
      book.flush(at);
    }
  }

  private void end(Sheet sheet, Entry entry, Instant at) {
    entry.resolved(at);
    sheet.ended = true;
    book.moved(sheet, TicketMove.RESOLVED);
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
    Entry again = held.id.kind() == AlertKind.ACTION_FAILED ? null : sheet.entry(held);
    if (again == null) {
      sheet.add(Entry.of(held.alert));
    } else {
      // its ticket was closed, and reopened since
      again.resolved(null);
      sheet.look = true;
    }
    book.moved(sheet, joined == null ? TicketMove.OPENED : TicketMove.JOINED);
    held.ticket = sheet.id;
    cases.put(held);
  }
}
