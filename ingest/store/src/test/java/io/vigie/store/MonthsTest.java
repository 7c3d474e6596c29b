package io.vigie.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.embedded.EmbeddedMariaDb;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MonthsTest {
  @TempDir static Path dir;

  @Test
  void aMonthIsCountedInUtcToItsLastMillisecond() {
    assertThat(Months.of(Instant.parse("2026-11-30T23:59:59.999Z").toEpochMilli()))
        .isEqualTo(202611);
    assertThat(Months.of(Instant.parse("2026-12-01T00:00:00Z").toEpochMilli())).isEqualTo(202612);
    assertThat(Months.of(0)).isEqualTo(197001);
  }

  @Test
  void monthsAreThereBeforeTheyComeAndRowsStayWhereTheyAreAsTimeGoesOn() throws Exception {
    try (EmbeddedMariaDb server =
            EmbeddedMariaDb.start(dir, 0, EmbeddedMariaDb.Durability.EACH_SECOND);
        Connection connection = server.connect()) {
      Store.migrate(server.jdbcUrl(), server.user(), server.password());
      assertThat(Months.ensure(connection, Instant.parse("2026-11-24T10:00:00Z")))
          .as("three months in each of six tables")
          .isEqualTo(18);
      assertThat(partitions(connection)).containsExactly("m202611", "m202612", "m202701", "later");
      assertThat(Months.ensure(connection, Instant.parse("2026-11-30T23:59:59Z"))).isZero();

      close(connection, 202609);
      close(connection, 202612);
      close(connection, 202704);
      assertThat(rows(connection, "m202611")).as("what is older than the first month").isOne();
      assertThat(rows(connection, "later")).as("a month nobody has added yet").isOne();

      assertThat(Months.ensure(connection, Instant.parse("2026-12-01T00:00:00Z")))
          .as("one more month in each table")
          .isEqualTo(6);
      assertThat(Months.ensure(connection, Instant.parse("2027-04-02T00:00:00Z")))
          .as("after a long rest: no month between is needed, the first one takes them")
          .isEqualTo(18);
      assertThat(partitions(connection))
          .containsExactly(
              "m202611", "m202612", "m202701", "m202702", "m202704", "m202705", "m202706", "later");
      assertThat(rows(connection, "m202704")).as("moved out of later").isOne();
      assertThat(rows(connection, "later")).isZero();
    }
  }

  private static void close(Connection connection, int month) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO node_span VALUES ('c/n1', 1, " + month + ", 'alive', 1, 2, 1, 2)");
    }
  }

  private static long rows(Connection connection, String partition) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT COUNT(*) FROM node_span PARTITION (" + partition + ")")) {
      row.next();
      return row.getLong(1);
    }
  }

  private static List<String> partitions(Connection connection) throws SQLException {
    List<String> names = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT partition_name FROM information_schema.partitions WHERE table_schema ="
                    + " DATABASE() AND table_name = 'instance_span'"
                    + " ORDER BY partition_ordinal_position")) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }
}
