package io.vigie.api.ticket;

import io.vigie.api.TestDatabase;
import io.vigie.api.alert.Streams;
import io.vigie.contract.event.Alert;
import io.vigie.contract.event.Recipient;
import io.vigie.contract.event.Ticket;
import io.vigie.contract.id.TicketId;
import io.vigie.contract.ticket.DeliveryState;
import io.vigie.contract.ticket.TicketMove;
import io.vigie.contract.ticket.TicketState;
import io.vigie.store.Digest;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Tickets as streams make them, and people who ask about them. */
public final class Story {
  private Story() {}

  public static Ticket ticket(String id, TicketState state, Alert... alerts) {
    return step(id, 1, state, TicketMove.OPENED, "", alerts);
  }

  static Ticket step(
      String id, long n, TicketState state, TicketMove move, String by, Alert... alerts) {
    Instant at = Streams.NOON.plusSeconds(n);
    return new Ticket(
        TicketId.parse(id),
        n,
        state,
        move,
        Arrays.stream(alerts).map(Alert::severity).max(Enum::compareTo).orElseThrow(),
        Streams.NOON,
        at,
        state == TicketState.CLOSED ? at : null,
        at,
        by,
        by.isEmpty() ? "" : "on it",
        by,
        Arrays.stream(alerts)
            .map(a -> new Ticket.Line(a.alert(), 1, a.severity(), "it is bad", a.since(), null))
            .toList(),
        List.of(
            told("zoe", DeliveryState.ACCEPTED, ""),
            told("ben", DeliveryState.REFUSED, "550 no such user"),
            told("new", null, "")),
        "4711",
        "https://rt.example.org/4711");
  }

  private static Ticket.Told told(String person, DeliveryState state, String detail) {
    return new Ticket.Told(
        new Recipient(person, person + "@example.org", "en", "responsible"), state, detail);
  }

  /**
   * @param answers {@code app mail}: what they answer for
   */
  static void person(String name, String role, String... answers) {
    TestDatabase.update(
        "REPLACE INTO person (name,role,created,password_changed) VALUES (?,?,0,0)", name, role);
    TestDatabase.update(
        "REPLACE INTO api_token (id,person,name,created) VALUES (?,?,'test',0)",
        Digest.of("token of " + name),
        name);
    for (String answer : answers) {
      String[] part = answer.split(" ");
      TestDatabase.update(
          "REPLACE INTO answerable (of_kind,of_id,who_kind,who,reader)"
              + " VALUES (?,?,'person',?,FALSE)",
          part[0],
          part[1],
          name);
    }
  }

  /** Of tickets, and of people whose names begin with k-. */
  static void forget() {
    TestDatabase.forget();
    TestDatabase.update("DELETE FROM answerable WHERE who LIKE 'k-%'");
    TestDatabase.update("DELETE FROM api_token WHERE person LIKE 'k-%' OR person='ben'");
    TestDatabase.update("DELETE FROM person WHERE name LIKE 'k-%' OR name='ben'");
    TestDatabase.update("DELETE FROM ticket_rule");
  }
}
