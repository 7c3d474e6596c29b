package io.vigie.standalone.doctor;

import io.vigie.store.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Questions to the database that do not wait for ever. */
final class Tables {
  static final int PATIENCE_MILLIS = 8_000;

  private final Database database;

  Tables(Database database) {
    this.database = database;
  }

  /** Reads the first row. */
  interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  Connection connect() throws SQLException {
    return database.connect(PATIENCE_MILLIS);
  }

  <T> T one(String query, Reader<T> reader) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return reader.read(row);
    }
  }

  Database database() {
    return database;
  }
}
