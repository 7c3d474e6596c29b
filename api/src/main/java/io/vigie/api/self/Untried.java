package io.vigie.api.self;

import io.vigie.api.filter.Sql;
import io.vigie.api.list.Snapshot;
import io.vigie.contract.alert.AlertKind;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tickets that are for somebody, and of which nothing at all was tried for five minutes. */
final class Untried {
  private static final long LASTING_MILLIS = Duration.ofMinutes(5).toMillis();
  private static final int MOST = 1_000;
  private static final int NAMED = 5;

  /** Apart from the channels, which have their own: what is behind this is mended elsewhere. */
  private static final String DETAIL = "untried";

  // badness>0 is implied by the state; its index finds the few that are not closed
  private static final String OPEN =
      "SELECT t.id FROM ticket t WHERE t.badness>0 AND t.state='open' AND t.sent IS NULL"
          + " AND t.told>0 AND t.opened>=? AND t.opened<=?"
          + " AND NOT EXISTS(SELECT 1 FROM ticket_told w WHERE w.ticket=t.id AND w.state<>'')"
          + " AND NOT EXISTS(SELECT 1 FROM delivery_ticket d WHERE d.ticket=t.id)"
          + " ORDER BY t.opened,t.id LIMIT ?";

  private Untried() {}

  /**
   * @param since what was opened before is nobody's any more
   */
  static Optional<Trouble> look(Snapshot tables, long since, long now) throws SQLException {
    List<String> ids =
        tables.all(Sql.of(OPEN, since, now - LASTING_MILLIS, MOST), row -> row.text("id"));
    return ids.isEmpty() ? Optional.empty() : Optional.of(of(ids));
  }

  private static Trouble of(List<String> ids) {
    String count = ids.size() == MOST ? MOST + " or more" : String.valueOf(ids.size());
    String more = ids.size() > NAMED ? " and " + (ids.size() - NAMED) + " others" : "";
    return Trouble.ofCollector(
        AlertKind.DELIVERY_FAILING,
        DETAIL,
        "no mail was even tried of "
            + count
            + (ids.size() == 1 ? " ticket: " : " tickets: ")
            + ids.stream().limit(NAMED).collect(Collectors.joining(", "))
            + more
            + "; notify is not running (look at its log), or it has no mail server"
            + " (VIGIE_SMTP_HOST; docs/install.md, Mail)");
  }
}
