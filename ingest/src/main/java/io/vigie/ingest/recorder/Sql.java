package io.vigie.ingest.recorder;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Statements for many rows. Duplicates are met with {@code ON DUPLICATE KEY UPDATE}, never with
 * {@code INSERT IGNORE}: that would also ignore what does not fit, cutting it silently.
 */
final class Sql {
  /** More rows in one statement gain nothing; the driver splits what exceeds a packet. */
  private static final int BATCH = 1_000;

  private Sql() {}

  /** Puts one row's values. */
  interface Binder<R> {
    void bind(PreparedStatement statement, R row) throws SQLException;
  }

  /**
   * The later row takes the place of the earlier.
   *
   * @param fixed columns that follow from the key
   */
  static String upsert(String table, List<String> fixed, String... columns) {
    return insert(table, fixed, columns)
        + Arrays.stream(columns)
            .map(column -> column + "=VALUES(" + column + ")")
            .collect(Collectors.joining(","));
  }

  /**
   * The row that comes later in its node's own order stays. Agents resend, so the log's order is
   * not theirs.
   */
  static String upsertInOrder(String table, List<String> fixed, String... columns) {
    // seq and epoch last: an assignment sees those before it, and the rule holds for equals too
    String later = "VALUES(epoch)>epoch OR (VALUES(epoch)=epoch AND VALUES(seq)>=seq)";
    String[] all = Arrays.copyOf(columns, columns.length + 2);
    all[columns.length] = "seq";
    all[columns.length + 1] = "epoch";
    return insert(table, fixed, all)
        + Arrays.stream(all)
            .map(column -> column + "=IF(" + later + ",VALUES(" + column + ")," + column + ")")
            .collect(Collectors.joining(","));
  }

  /** A row that is there already stays as it is. */
  static String insertOnce(String table, String... columns) {
    return insert(table, List.of(), columns) + columns[0] + "=" + columns[0];
  }

  private static String insert(String table, List<String> fixed, String... columns) {
    List<String> all = new java.util.ArrayList<>(fixed);
    all.addAll(List.of(columns));
    return "INSERT INTO `"
        + table
        + "` ("
        + String.join(",", all)
        + ") VALUES ("
        + all.stream().map(column -> "?").collect(Collectors.joining(","))
        + ") ON DUPLICATE KEY UPDATE ";
  }

  static <R> void write(Connection connection, String sql, Collection<R> rows, Binder<R> binder)
      throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      int waiting = 0;
      for (R row : rows) {
        binder.bind(statement, row);
        statement.addBatch();
        if (++waiting == BATCH) {
          statement.executeBatch();
          waiting = 0;
        }
      }
      if (waiting > 0) {
        statement.executeBatch();
      }
    }
  }

  static void delete(Connection connection, String table, Collection<String> ids)
      throws SQLException {
    write(
        connection,
        "DELETE FROM " + table + " WHERE id=?",
        ids,
        (statement, id) -> statement.setString(1, id));
  }
}
