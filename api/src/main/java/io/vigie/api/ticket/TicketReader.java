package io.vigie.api.ticket;

import io.vigie.api.filter.Sql;
import io.vigie.api.list.Sight;
import io.vigie.api.list.Snapshot;
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
  private static final String TOLD =
      "SELECT person,mail,why,state,detail FROM ticket_told WHERE ticket=? ORDER BY place";
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
    return new TicketAnswer(
        row,
        lines(tables, row, sight),
        tables.all(Sql.of(TOLD, row.id()), TicketAnswer.Told::read),
        tables.all(Sql.of(SENT, row.id(), DELIVERIES), TicketAnswer.Mail::read),
        tables.all(Sql.of(DONE, row.id(), STEPS), TicketAnswer.Step::read),
        sight.answersFor(row.scope()));
  }

  /** Who sees the app sees all of it; who answers for one service of it sees what is of that. */
  private static List<TicketAnswer.Line> lines(Snapshot tables, TicketRow row, Sight sight)
      throws SQLException {
    boolean all = sight.sees(row.ofApp());
    Sql where = Sql.of("l.ticket=?", row.id()).and(all ? Sql.TRUE : sight.alerts("a"));
    return tables.all(
        new Sql(LINES + where.text() + " ORDER BY l.place", where.args()), TicketAnswer.Line::read);
  }
}
