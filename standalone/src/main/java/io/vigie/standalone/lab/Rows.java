package io.vigie.standalone.lab;

import io.vigie.store.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Rows of the database, one by one. */
final class Rows {
  private Rows() {}

  /** Reads the row it stands on. */
  interface Reader {
    void read(ResultSet row) throws SQLException;
  }

  static void each(Database database, String sql, Reader reader) {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        reader.read(rows);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }
}
