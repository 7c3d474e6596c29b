package io.vigie.ingest.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;

/** The rows of a partition one after the other, a few hundred in memory. */
final class Rows {
  private static final int PAGE = 200;

  private final Connection connection;
  private final int part;
  private final Deque<Row> page = new ArrayDeque<>();
  private long read;
  private boolean last;

  /**
   * @param before number behind which to begin
   */
  Rows(Connection connection, int part, long before) {
    this.connection = connection;
    this.part = part;
    read = before;
  }

  /** The next one; null behind the last. */
  Row next() throws SQLException {
    fill();
    return page.poll();
  }

  /** The one after the last {@link #next}, left where it is; null when there is none. */
  Row peek() throws SQLException {
    fill();
    return page.peek();
  }

  private void fill() throws SQLException {
    if (!page.isEmpty() || last) {
      return;
    }
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT "
                + Row.COLUMNS
                + " FROM audit WHERE part=? AND n>? ORDER BY n LIMIT "
                + PAGE)) {
      query.setInt(1, part);
      query.setLong(2, read);
      try (ResultSet rows = query.executeQuery()) {
        int count = 0;
        while (rows.next()) {
          Row row = Row.read(rows);
          page.add(row);
          read = row.link().n();
          count++;
        }
        last = count < PAGE;
      }
    }
  }
}
