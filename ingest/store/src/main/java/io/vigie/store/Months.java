package io.vigie.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * The monthly partitions of the tables of history. A month is a number, yyyymm, in UTC. The table's
 * last partition, {@code later}, takes what no month exists for; months are cut out of it before
 * they come, while it is empty, so that cutting is instant.
 */
public final class Months {
  private static final List<String> TABLES =
      List.of(
          "instance_span",
          "resource_span",
          "service_span",
          "node_span",
          "alert_change",
          "sync_run");
  private static final int AHEAD = 2;

  private Months() {}

  /** The month of a moment: 202611. */
  public static int of(long epochMillis) {
    LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(epochMillis, 86_400_000L));
    return number(day.getYear(), day.getMonthValue());
  }

  /**
   * Adds the current month and the next two where they are missing. Safe with several callers at
   * once; gives up after 10 s when another one, or a long transaction, is in the way.
   *
   * @return partitions added
   */
  public static int ensure(Connection connection, Instant now) throws SQLException {
    YearMonth month = YearMonth.from(now.atZone(ZoneOffset.UTC));
    try (Statement statement = connection.createStatement()) {
      // the tables' writers queue behind an ALTER that waits: never for long
      statement.execute("SET SESSION lock_wait_timeout = 5");
      if (!locked(statement)) {
        throw new SQLException(
            "another process has been adding months for 10 s; it is tried again later");
      }
      try {
        int added = 0;
        for (String table : TABLES) {
          added += ensure(statement, table, month, upperBound(connection, table));
        }
        return added;
      } finally {
        statement.execute("DO RELEASE_LOCK(CONCAT(DATABASE(), '.months'))");
      }
    }
  }

  private static boolean locked(Statement statement) throws SQLException {
    try (ResultSet row =
        statement.executeQuery("SELECT GET_LOCK(CONCAT(DATABASE(), '.months'), 10)")) {
      return row.next() && row.getInt(1) == 1;
    }
  }

  /** First month that still falls into {@code later}; 0 when no month exists yet. */
  private static int upperBound(Connection connection, String table) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            """
            SELECT COALESCE(MAX(CAST(partition_description AS UNSIGNED)), 0)
            FROM information_schema.partitions
            WHERE table_schema = DATABASE() AND table_name = ?
              AND partition_name <> 'later'
            """)) {
      query.setString(1, table);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  private static int ensure(Statement statement, String table, YearMonth from, int bound)
      throws SQLException {
    List<String> partitions = new ArrayList<>();
    for (int ahead = 0; ahead <= AHEAD; ahead++) {
      YearMonth month = from.plusMonths(ahead);
      int number = number(month.getYear(), month.getMonthValue());
      YearMonth next = month.plusMonths(1);
      int end = number(next.getYear(), next.getMonthValue());
      if (end > bound) {
        partitions.add("PARTITION m" + number + " VALUES LESS THAN (" + end + ")");
      }
    }
    if (!partitions.isEmpty()) {
      statement.execute(
          "ALTER TABLE "
              + table
              + " REORGANIZE PARTITION later INTO ("
              + String.join(", ", partitions)
              + ", PARTITION later VALUES LESS THAN MAXVALUE)");
    }
    return partitions.size();
  }

  private static int number(int year, int month) {
    return year * 100 + month;
  }
}
