package io.vigie.api.ticket;

import io.vigie.api.filter.Sql;
import io.vigie.api.list.Sight;
import io.vigie.api.list.Snapshot;
import io.vigie.contract.alert.AlertScope;
import io.vigie.contract.id.AlertId;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What the tables know of tickets, beside the list. */
final class TicketReader {
  private static final int STEPS = 500;
  private static final int DELIVERIES = 200;

  private static final String LINES =
      "SELECT l.alert,l.episode,l.severity,l.summary,l.since,l.resolved FROM ticket_line l"
          + " LEFT JOIN alert a ON a.id=l.alert WHERE ";
  private static final String ALERTS = "SELECT alert FROM ticket_line WHERE ticket=?";
  private static final String TOLD =
      "SELECT channel,person,mail,why,state,detail FROM ticket_told WHERE ticket=? ORDER BY place";
  private static final String SENT =
      "SELECT d.id,d.channel,d.to_whom,d.address,d.state,d.attempt,d.at,d.reply,d.next_at,d.tells,"
          + "d.external,d.link FROM delivery_ticket t JOIN delivery d ON d.id=t.delivery"
          + " WHERE t.ticket=? ORDER BY d.at DESC,d.id LIMIT ?";
  private static final String DONE =
      "SELECT n,move,at,state,severity,by_whom,comment,owner,alerts,ended FROM ticket_step"
          + " WHERE ticket=? ORDER BY n DESC LIMIT ?";

  private TicketReader() {}

  /** Empty when there is none, or none that this person may see. */
  static Optional<TicketAnswer> read(Snapshot tables, String id, Sight sight) throws SQLException {
    Sql where = Sql.of("t.id=?", id).and(sight.tickets("t"));
    Optional<TicketRow> row =
        tables.one(
            new Sql(
                "SELECT " + TicketRow.COLUMNS + " FROM ticket t WHERE " + where.text(),
                where.args()),
            TicketRow::read);
    return row.isEmpty() ? Optional.empty() : Optional.of(answer(tables, row.get(), sight));
  }

  private static TicketAnswer answer(Snapshot tables, TicketRow row, Sight sight)
      throws SQLException {
    boolean yours = takes(tables, row, sight);
    return new TicketAnswer(
        row.shownTo(sight),
        lines(tables, row, sight),
        tables.all(Sql.of(TOLD, row.id()), columns -> TicketAnswer.Told.read(columns, yours)),
        tables.all(
            Sql.of(SENT, row.id(), DELIVERIES), columns -> TicketAnswer.Mail.read(columns, yours)),
        tables.all(Sql.of(DONE, row.id(), STEPS), TicketAnswer.Step::read),
        yours);
  }

  /**
   * Whether somebody may take it, close it and so on: who answers for its app or is called for it,
   * who was told of it or has it, and who answers for every service and node it is about.
   */
  static boolean takes(Snapshot tables, TicketRow row, Sight sight) throws SQLException {
    return sight.takes(row.ofWhole())
        || !(row.services().isEmpty() && row.nodes().isEmpty())
            && sight.own().services().containsAll(row.services())
            && sight.own().nodes().containsAll(row.nodes())
            && isOfThese(tables, row);
  }

  /** Of custom alerts it cannot be told what they are about. */
  private static boolean isOfThese(Snapshot tables, TicketRow row) throws SQLException {
    return tables.all(Sql.of(ALERTS, row.id()), columns -> columns.text("alert")).stream()
        .map(alert -> AlertId.parse(alert).kind().scope())
        .allMatch(scope -> scope == AlertScope.SERVICE || scope == AlertScope.NODE);
  }

  /** Who sees the app or was told sees all of it; who reads a service of it what is of that. */
  private static List<TicketAnswer.Line> lines(Snapshot tables, TicketRow row, Sight sight)
      throws SQLException {
    boolean all = sight.sees(row.ofWhole());
    Sql where = Sql.of("l.ticket=?", row.id()).and(all ? Sql.TRUE : sight.alerts("a"));
    return tables.all(
        new Sql(LINES + where.text() + " ORDER BY l.place", where.args()), TicketAnswer.Line::read);
  }
}
