package io.vigie.ingest.recorder;

import io.vigie.contract.event.Recipient;
import io.vigie.contract.event.Ticket;
import io.vigie.contract.ticket.DeliveryState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** Tickets now, the alerts in each, whom it is for, and every step of it. */
final class TicketTables {
  private static final String TICKET =
      Sql.upsert(
          "ticket",
          List.of("id", "app", "number"),
          "state",
          "severity",
          "services",
          "nodes",
          "alerts",
          "ended",
          "told",
          "accepted",
          "refused",
          "failed",
          "opened",
          "at",
          "closed",
          "sent",
          "owner",
          "external",
          "link",
          "n",
          "part",
          "pos");

  private static final String LINE =
      Sql.upsert(
          "ticket_line",
          List.of("ticket", "place"),
          "alert",
          "episode",
          "severity",
          "summary",
          "since",
          "resolved");

  private static final String TOLD =
      Sql.upsert(
          "ticket_told",
          List.of("ticket", "place"),
          "channel",
          "person",
          "mail",
          "language",
          "why",
          "state",
          "detail");

  private static final String STEP =
      Sql.insertOnce(
          "ticket_step",
          "ticket",
          "n",
          "move",
          "at",
          "state",
          "severity",
          "by_whom",
          "comment",
          "owner",
          "alerts",
          "ended");

  private TicketTables() {}

  /** Something of a ticket with its place in it. */
  private record At<T>(String ticket, int place, T value) {
    static <T> List<At<T>> all(String ticket, List<T> values) {
      List<At<T>> all = new ArrayList<>();
      for (int i = 0; i < values.size(); i++) {
        all.add(new At<>(ticket, i, values.get(i)));
      }
      return all;
    }
  }

  static void write(Connection connection, Batch batch) throws SQLException {
    List<At<Ticket.Line>> lines = new ArrayList<>();
    List<At<Ticket.Told>> told = new ArrayList<>();
    for (Placed<Ticket> placed : batch.tickets.values()) {
      lines.addAll(At.all(placed.id(), placed.event().lines()));
      told.addAll(At.all(placed.id(), placed.event().told()));
    }
    Sql.write(connection, STEP, batch.ticketSteps, TicketTables::bindStep);
    Sql.write(connection, TICKET, batch.tickets.values(), TicketTables::bindTicket);
    Sql.write(connection, LINE, lines, TicketTables::bindLine);
    Sql.write(connection, TOLD, told, TicketTables::bindTold);
    cut(connection, "ticket_line", batch, ticket -> ticket.lines().size());
    cut(connection, "ticket_told", batch, ticket -> ticket.told().size());
  }

  /** What a later step does not have any more is gone. */
  private static void cut(
      Connection connection, String table, Batch batch, ToIntFunction<Ticket> size)
      throws SQLException {
    Sql.write(
        connection,
        "DELETE FROM " + table + " WHERE ticket=? AND place>=?",
        batch.tickets.values(),
        (statement, placed) ->
            new Values(statement).text(placed.id()).number(size.applyAsInt(placed.event())));
  }

  private static void bindTicket(PreparedStatement statement, Placed<Ticket> row)
      throws SQLException {
    Ticket e = row.event();
    new Values(statement)
        .text(row.id())
        .text(e.ticket().app())
        .number(e.ticket().number())
        .text(e.state().wire())
        .number(e.severity().ordinal())
        .json(e.services())
        .json(e.nodes())
        .number(e.lines().size())
        .number(e.ended())
        .number(e.told().size())
        .number(e.told(DeliveryState.ACCEPTED))
        .number(e.told(DeliveryState.REFUSED))
        .number(e.told(DeliveryState.FAILED))
        .moment(e.opened())
        .moment(e.at())
        .moment(e.closed())
        .moment(e.sent())
        .text(e.owner())
        .text(e.external())
        .text(e.link())
        .number(e.n())
        .number(row.part())
        .number(row.pos());
  }

  private static void bindLine(PreparedStatement statement, At<Ticket.Line> at)
      throws SQLException {
    Ticket.Line line = at.value();
    new Values(statement)
        .text(at.ticket())
        .number(at.place())
        .text(line.alert().toString())
        .number(line.episode())
        .number(line.severity().ordinal())
        .text(line.summary())
        .moment(line.since())
        .moment(line.resolved());
  }

  private static void bindTold(PreparedStatement statement, At<Ticket.Told> at)
      throws SQLException {
    Recipient to = at.value().to();
    DeliveryState state = at.value().state();
    new Values(statement)
        .text(at.ticket())
        .number(at.place())
        .text(to.channel().wire())
        .text(to.person())
        .text(to.mail())
        .text(to.language())
        .text(to.why())
        .text(state == null ? "" : state.wire())
        .text(at.value().detail());
  }

  private static void bindStep(PreparedStatement statement, Ticket e) throws SQLException {
    new Values(statement)
        .text(e.key())
        .number(e.n())
        .text(e.move().wire())
        .moment(e.at())
        .text(e.state().wire())
        .number(e.severity().ordinal())
        .text(e.by())
        .text(e.comment())
        .text(e.owner())
        .number(e.lines().size())
        .number(e.ended());
  }
}
