package io.vigie.standalone.backup;

import io.vigie.contract.wire.Json;
import io.vigie.store.Database;
import io.vigie.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A copy of every table as all of them were at one moment, while others go on writing. It needs
 * nothing but a connection, so that it works wherever the database is.
 */
public final class Backup {
  /** Longest a statement over a big table may stay silent. */
  static final int PATIENCE_MILLIS = 600_000;

  private static final int DEFINITION_CHANGED = 1412;

  private Backup() {}

  /**
   * @param folder empty, or made
   * @param each is told of every table that is done
   * @throws IllegalArgumentException when the folder is not empty, or the database not Vigie's
   */
  public static Manifest take(Database database, Path folder, Consumer<Manifest.TableFile> each) {
    int schema = Store.versions(database).there();
    if (schema == 0) {
      throw new IllegalArgumentException(
          "database " + database + " has no tables of Vigie: there is nothing to back up");
    }
    try (Connection connection = database.connect(PATIENCE_MILLIS)) {
      PrivateFiles.emptyFolder(folder);
      Manifest manifest = take(connection, folder, schema, each);
      PrivateFiles.writeAtOnce(
          folder.resolve(Manifest.NAME),
          Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest));
      return manifest;
    } catch (SQLException e) {
      throw new IllegalStateException(
          e.getErrorCode() == DEFINITION_CHANGED
              ? "tables were changed while they were copied: take the backup again, into another"
                  + " folder"
              : "the backup was not finished: " + e.getMessage(),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException("the backup was not finished in " + folder, e);
    }
  }

  private static Manifest take(
      Connection connection, Path folder, int schema, Consumer<Manifest.TableFile> each)
      throws SQLException, IOException {
    connection.setAutoCommit(false);
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    try (Statement statement = connection.createStatement()) {
      // a disk that is slow here must not end the answer there
      statement.execute("SET SESSION net_write_timeout = 600");
      statement.execute("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY");
    }
    Instant made = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    TableWriter writer = new TableWriter(connection);
    List<Manifest.TableFile> files = new ArrayList<>();
    for (String table : tables(connection)) {
      Manifest.TableFile file = writer.write(table, folder);
      files.add(file);
      each.accept(file);
    }
    connection.rollback();
    return new Manifest(
        Manifest.FORMAT,
        made.toString(),
        schema,
        connection.getMetaData().getDatabaseProductVersion(),
        List.copyOf(files));
  }

  static List<String> tables(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()"
                    + " AND table_type = 'BASE TABLE' ORDER BY table_name")) {
      List<String> tables = new ArrayList<>();
      while (row.next()) {
        tables.add(row.getString(1));
      }
      return tables;
    }
  }
}
