package io.vigie.ingest.recorder;

import java.sql.Connection;
import java.sql.SQLException;

/** How far behind the fleet each partition is. */
final class PulseTable {
  private static final String PULSE =
      "INSERT INTO pulse (topic,part,appended) VALUES (?,?,?)"
          + " ON DUPLICATE KEY UPDATE appended=GREATEST(appended,VALUES(appended))";

  private PulseTable() {}

  static void write(Connection connection, Batch batch) throws SQLException {
    Sql.write(
        connection,
        PULSE,
        batch.pulses.entrySet(),
        (statement, pulse) ->
            new Values(statement)
                .text(pulse.getKey().topic())
                .number(pulse.getKey().partition())
                .number(pulse.getValue()));
  }
}
