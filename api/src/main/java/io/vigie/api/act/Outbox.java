package io.vigie.api.act;

import io.vigie.api.filter.Sql;
import io.vigie.api.list.RowTable;
import io.vigie.api.list.Snapshot;
import io.vigie.contract.event.PolicyMark;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** What acts told and Kafka may not have yet. */
final class Outbox {
  /** Acts that are handed on at once. */
  private static final int MOST_ACTS = 500;

  private Outbox() {}

  /**
   * A record to be.
   *
   * @param n number of its act
   * @param value null: what the key names is gone
   */
  record Item(long n, String topic, String key, String anchor, String value) {}

  /**
   * How far acts are numbered, and in which tables.
   *
   * @param copyOf incarnation of the tables these were put back from; empty when they were not
   * @param copyLast last act of that copy
   */
  record Head(String incarnation, long last, String copyOf, long copyLast) {
    /** The last act of these tables that is on the topics with that mark already. */
    long handedOn(PolicyMark mark) {
      return mark != null && mark.incarnation().equals(copyOf) ? Math.min(mark.n(), copyLast) : -1;
    }
  }

  static Head head(Snapshot tables) throws SQLException {
    return tables
        .one(
            Sql.of("SELECT incarnation,last,copy_of,copy_last FROM act_number WHERE one=1"),
            columns ->
                new Head(
                    columns.text("incarnation"),
                    columns.number("last"),
                    columns.text("copy_of"),
                    columns.number("copy_last")))
        .orElseThrow(() -> new SQLException("table act_number has no row"));
  }

  /** The acts after one, whole, in order. */
  static List<Item> after(Snapshot tables, long n) throws SQLException {
    return tables.all(
        Sql.of(
            "SELECT n,topic,id,anchor,value FROM outbox WHERE n>?"
                + " AND n<(SELECT MIN(n)+? FROM outbox WHERE n>?) ORDER BY n,item",
            n,
            MOST_ACTS,
            n),
        ITEM);
  }

  /** All there are, up to an act. */
  static List<Item> until(Snapshot tables, long n) throws SQLException {
    return tables.all(
        Sql.of("SELECT n,topic,id,anchor,value FROM outbox WHERE n<=? ORDER BY n,item", n), ITEM);
  }

  /** Acts that are not handed on. */
  static long waiting(Connection connection) throws SQLException {
    try (PreparedStatement query =
            connection.prepareStatement("SELECT COUNT(DISTINCT n) FROM outbox");
        ResultSet row = query.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  static void forget(Connection connection, long n) throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement("DELETE FROM outbox WHERE n<=?")) {
      delete.setLong(1, n);
      delete.executeUpdate();
    }
  }

  private static final RowTable.Mapper<Item> ITEM =
      columns ->
          new Item(
              columns.number("n"),
              columns.text("topic"),
              columns.text("id"),
              columns.text("anchor"),
              columns.textOrNull("value"));
}
