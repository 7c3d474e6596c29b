package io.vigie.standalone.bench;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.zip.CRC32;

/**
 * What the instance table holds, as a count and an order-independent checksum, and what it must
 * hold.
 *
 * @param instances rows
 * @param checksum sum of the CRC-32 of {@code id|avail|states} of each row; a change number would
 *     not do, for it also counts what others' changes do to a row
 * @param spans closed spans
 */
record Held(long instances, long checksum, long spans) {

  static Held expected(Population population, Load load) {
    long sum = 0;
    long spans = 0;
    for (int i = 0; i < population.members().size(); i++) {
      long states = load.changes(i);
      CRC32 crc = new CRC32();
      crc.update(
          (population.members().get(i).id() + "|" + load.avail(i).wire() + "|" + states)
              .getBytes(StandardCharsets.UTF_8));
      sum += crc.getValue();
      spans += states - 1;
    }
    return new Held(population.members().size(), sum, spans);
  }

  /** Append time up to which every partition is recorded, epoch milliseconds. */
  static long recordedUpTo(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT MIN(appended) FROM pulse")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  static Held inDatabase(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT COUNT(*),"
                    + " COALESCE(SUM(CRC32(CONCAT(i.id, '|', i.avail, '|', 1 + COALESCE(s.ended, 0)))), 0),"
                    + " COALESCE(SUM(s.ended), 0)"
                    + " FROM instance i LEFT JOIN (SELECT id, COUNT(*) AS ended FROM instance_span"
                    + " WHERE id LIKE 'bench/%' GROUP BY id) s ON s.id = i.id"
                    + " WHERE i.cluster = 'bench'")) {
      rows.next();
      return new Held(rows.getLong(1), rows.getLong(2), rows.getLong(3));
    }
  }
}
