package io.vigie.api;

import io.vigie.embedded.EmbeddedMariaDb;
import io.vigie.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.mariadb.jdbc.MariaDbDataSource;

/** A real MariaDB with the schema, one for all tests of the module. */
public final class TestDatabase {
  private static final Path FOLDER = folder();
  private static final EmbeddedMariaDb MARIADB =
      EmbeddedMariaDb.start(FOLDER, 0, EmbeddedMariaDb.Durability.EACH_SECOND);
  private static final DataSource SOURCE = source();

  static {
    Store.migrate(MARIADB.jdbcUrl(), MARIADB.user(), MARIADB.password());
    Runtime.getRuntime().addShutdownHook(new Thread(TestDatabase::close, "test-database-close"));
  }

  private TestDatabase() {}

  public static DataSource source() {
    if (SOURCE != null) {
      return SOURCE;
    }
    try {
      MariaDbDataSource source =
          new MariaDbDataSource(MARIADB.jdbcUrl() + "?rewriteBatchedStatements=true");
      source.setUser(MARIADB.user());
      source.setPassword(MARIADB.password());
      return source;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Empty tables. */
  public static void forget() {
    try (Connection connection = SOURCE.getConnection()) {
      Store.forgetDerived(connection);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  public static void update(String sql, Object... parameters) {
    try (Connection connection = SOURCE.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(sql + ": " + e.getMessage(), e);
    }
  }

  /** Statements separated by lines that end with a semicolon. */
  public static void script(String sql) {
    try (Connection connection = SOURCE.getConnection();
        Statement statement = connection.createStatement()) {
      for (String one : sql.split(";\n")) {
        statement.execute(one);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("vigie-api-test-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void close() {
    MARIADB.close();
    try (Stream<Path> files = Files.walk(FOLDER)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
