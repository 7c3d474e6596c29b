package io.vigie.ingest.recorder;

import io.vigie.contract.event.Delivery;
import io.vigie.contract.event.MailTest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What became of each mail and call, and of which tickets it tells. */
final class DeliveryTable {
  private static final String DELIVERY =
      Sql.upsert(
          "delivery",
          List.of("id"),
          "channel",
          "to_whom",
          "address",
          "state",
          "attempt",
          "at",
          "reply",
          "next_at",
          "tells",
          "external",
          "link",
          "test",
          "part",
          "pos");

  private static final String TICKET = Sql.insertOnce("delivery_ticket", "ticket", "delivery");

  private DeliveryTable() {}

  private record OfTicket(String ticket, String delivery) {}

  static void write(Connection connection, Batch batch) throws SQLException {
    List<OfTicket> tickets = new ArrayList<>();
    for (Placed<Delivery> placed : batch.deliveries.values()) {
      placed
          .event()
          .tickets()
          .forEach(ticket -> tickets.add(new OfTicket(ticket.toString(), placed.id())));
    }
    Sql.write(connection, DELIVERY, batch.deliveries.values(), DeliveryTable::bind);
    Sql.write(
        connection,
        TICKET,
        tickets,
        (statement, of) -> new Values(statement).text(of.ticket()).text(of.delivery()));
  }

  /** Null when it tells of no test. */
  private static String test(Delivery e) {
    return e.notifications().stream()
        .filter(id -> id.startsWith(MailTest.PREFIX))
        .reduce((first, last) -> last)
        .orElse(null);
  }

  private static void bind(PreparedStatement statement, Placed<Delivery> row) throws SQLException {
    Delivery e = row.event();
    new Values(statement)
        .text(row.id())
        .text(e.channel().wire())
        .text(e.to())
        .text(e.address())
        .text(e.state().wire())
        .number(e.attempt())
        .moment(e.at())
        .text(e.reply())
        .moment(e.next())
        .number(e.notifications().size())
        .text(e.external())
        .text(e.link())
        .text(test(e))
        .number(row.part())
        .number(row.pos());
  }
}
