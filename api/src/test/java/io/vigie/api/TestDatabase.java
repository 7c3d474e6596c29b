package io.vigie.api;

import io.vigie.store.Database;
import io.vigie.store.Store;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.mariadb.jdbc.MariaDbDataSource;

/** The lab's database, filled as the recorder would. */
public final class TestDatabase {
  private TestDatabase() {}

  public static DataSource source() {
    Database database = Lab.get().database();
    try {
      MariaDbDataSource source = new MariaDbDataSource(database.url());
      source.setUser(database.user());
      source.setPassword(database.password());
      return source;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Empties the tables of the pipeline. */
  public static void forget() {
    try (Connection connection = connect()) {
      Store.forgetDerived(connection);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  public static void update(String sql, Object... parameters) {
    try (Connection connection = connect();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(sql + ": " + e.getMessage(), e);
    }
  }

  /** A column of the first row. */
  public static String text(String sql, String column) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getString(column) : null;
    } catch (SQLException e) {
      throw new IllegalStateException(sql + ": " + e.getMessage(), e);
    }
  }

  /** Statements, each ended by a semicolon at the end of a line; may take long. */
  public static void script(String sql) {
    try (Connection connection = Lab.get().database().connect(0);
        Statement statement = connection.createStatement()) {
      for (String one : sql.split(";\n")) {
        statement.execute(one);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  private static Connection connect() throws SQLException {
    return Lab.get().database().connect();
  }
}
