package io.vigie.streams.ticket;

import io.vigie.contract.alert.AlertState;
import io.vigie.contract.event.Alert;
import io.vigie.contract.event.Event;
import io.vigie.contract.event.Notification;
import io.vigie.people.Audience;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Hears what becomes of the alerts of a task, and says what people shall be told of it. */
final class Telling {
  private final Cases cases;
  private final Teller teller;
  private final Tickets tickets;
  private final Predicate<String> owns;
  private final Consumer<Event> out;

  /**
   * @param owns whether an app lies in this task
   * @param out takes notifications
   */
  Telling(
      Cases cases, Teller teller, Tickets tickets, Predicate<String> owns, Consumer<Event> out) {
    this.cases = cases;
    this.teller = teller;
    this.tickets = tickets;
    this.owns = owns;
    this.out = out;
  }

  /**
   * @param again it is told as it stands, not because something became of it: who does not know it
   *     takes it as known to people, whatever it was that told them
   */
  void hear(Alert next, boolean again, Now now) {
    Case known = cases.get(next.alert());
    if (known != null && known.knows(next)) {
      return;
    }
    if (!owns.test(Audience.app(next))) {
      leave(known, now);
      return;
    }
    if (known == null && next.state() != AlertState.OPEN) {
      return;
    }
    Case held = known == null ? new Case(next.alert()) : known;
    take(held, next, again && known == null, now);
    tickets.changed(held);
    say(held, now);
    cases.put(held);
  }

  private void take(Case held, Alert next, boolean adopted, Now now) {
    if (adopted) {
      held.adopt(next, now.millis());
      return;
    }
    if (!held.sameApp(next)) {
      tickets.left(held.ticket, held, now.at());
    }
    held.take(next, now.millis());
    if (Case.begins(next.move())) {
      tickets.begins(held);
    }
  }

  /** Its first app lies in another task from now on. */
  private void leave(Case held, Now now) {
    if (held != null) {
      tickets.left(held.ticket, held, now.at());
      cases.forget(held);
    }
  }

  private boolean say(Case held, Now now) {
    boolean said = tell(teller.ended(held, now));
    boolean taken = tickets.taken(held.ticket);
    while (tell(teller.next(held, now, taken))) {
      said = true;
    }
    return said;
  }

  private boolean tell(Notification notification) {
    if (notification != null) {
      out.accept(notification);
    }
    return notification != null;
  }

  /** A second passed, and timers may fire. */
  void tick(Now now) {
    for (Case held : cases.all()) {
      if (held.open()) {
        if (say(held, now)) {
          cases.put(held);
        }
        tickets.due(held, now);
      }
    }
  }

  /** What is over, and in no ticket that is open. */
  void forget(Now now) {
    List<Case> over =
        cases.all().stream()
            .filter(held -> held.over(now.millis()) && !tickets.holds(held.ticket))
            .toList();
    over.forEach(cases::forget);
  }
}
