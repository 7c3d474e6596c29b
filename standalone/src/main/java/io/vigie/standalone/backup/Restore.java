package io.vigie.standalone.backup;

import io.vigie.store.Database;
import io.vigie.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * A backup back into a database. The table that says which version the others are of is filled
 * last: a collector refuses a database whose restore was interrupted.
 */
public final class Restore {
  private static final String LAST = "flyway_schema_history";

  /** Version since which tables say what they were put back from. */
  private static final int COPIES_KNOWN = 15;

  private static final Duration GONE = Duration.ofSeconds(3);

  private final Path folder;
  private final Manifest manifest;

  private Restore(Path folder, Manifest manifest) {
    this.folder = folder;
    this.manifest = manifest;
  }

  /**
   * Looks at every file before anything is done.
   *
   * @throws IllegalArgumentException when a file is missing or not the one that was written
   */
  public static Restore of(Path folder) {
    Restore restore = new Restore(folder, Manifest.read(folder));
    try {
      for (Manifest.TableFile table : restore.manifest.tables()) {
        restore.check(table);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the backup in " + folder + " cannot be read", e);
    }
    return restore;
  }

  public Manifest manifest() {
    return manifest;
  }

  private void check(Manifest.TableFile table) throws IOException {
    Path file = table.in(folder);
    if (!Files.isReadable(file)) {
      throw new IllegalArgumentException(file + " is missing: the backup is not whole");
    }
    if (!HexFormat.of().formatHex(PrivateFiles.sha256(file)).equals(table.sha256())) {
      throw new IllegalArgumentException(
          file
              + " is not what was written: its SHA-256 is not the manifest's; take another backup");
    }
  }

  /**
   * @param replace drops what is in the database; else it must be empty
   * @param newKafka leaves out what was recorded from a Kafka that is no more
   * @param each is told of every table that is done
   * @throws IllegalArgumentException when the database is in use or not empty, or the backup newer
   *     than this program
   */
  public void into(
      Database database, boolean replace, boolean newKafka, Consumer<Manifest.TableFile> each) {
    int known = Store.versions(database).known();
    if (manifest.schema() > known) {
      throw new IllegalArgumentException(
          "the backup's tables are of version %d, this Vigie knows versions up to %d: restore it with the Vigie that made it, or a newer one"
              .formatted(manifest.schema(), known));
    }
    try (Connection connection = database.connect(Backup.PATIENCE_MILLIS)) {
      refuseUsed(connection, database);
      empty(connection, database, replace);
      load(connection, each);
    } catch (SQLException e) {
      throw new IllegalStateException(
          "the restore was not finished, and the database cannot be used as it is: restore again"
              + " with --replace",
          e);
    } catch (IOException e) {
      throw new UncheckedIOException("the backup in " + folder + " cannot be read", e);
    }
    Store.migrate(database);
    if (newKafka) {
      forgetKafka(database);
    }
  }

  private static void forgetKafka(Database database) {
    try (Connection connection = database.connect(Backup.PATIENCE_MILLIS)) {
      Store.forgetDerived(connection);
    } catch (SQLException e) {
      throw new IllegalStateException(
          "what came from the lost Kafka could not be left out: restore again with --replace", e);
    }
  }

  private static void refuseUsed(Connection connection, Database database) throws SQLException {
    // the server takes a moment to forget connections that were closed
    long patience = System.nanoTime() + GONE.toNanos();
    while (!others(connection).isEmpty()) {
      if (System.nanoTime() > patience) {
        throw new IllegalArgumentException(
            "database %s is in use, from %s: stop every ingest and api of it first"
                .formatted(database, String.join(", ", others(connection))));
      }
      LockSupport.parkNanos(50_000_000);
    }
  }

  private static List<String> others(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT host FROM information_schema.processlist"
                    + " WHERE db = DATABASE() AND id <> CONNECTION_ID() LIMIT 10")) {
      List<String> hosts = new ArrayList<>();
      while (row.next()) {
        hosts.add(row.getString(1));
      }
      return hosts;
    }
  }

  private static void empty(Connection connection, Database database, boolean replace)
      throws SQLException {
    List<String> there = Backup.tables(connection);
    if (!there.isEmpty() && !replace) {
      throw new IllegalArgumentException(
          "database %s is not empty: --replace drops its %d tables first, for good"
              .formatted(database, there.size()));
    }
    try (Statement statement = connection.createStatement()) {
      // other tables than those before may be made in any order
      statement.execute("SET SESSION foreign_key_checks = 0");
      statement.execute("SET SESSION unique_checks = 0");
      // first the one that tells a collector it may start
      for (String table : there.stream().sorted(lastFirst()).toList()) {
        statement.execute("DROP TABLE `" + table + '`');
      }
    }
  }

  private static Comparator<String> lastFirst() {
    return Comparator.comparing((String table) -> !table.equals(LAST));
  }

  private void load(Connection connection, Consumer<Manifest.TableFile> each)
      throws SQLException, IOException {
    connection.setAutoCommit(false);
    TableReader reader = new TableReader(connection);
    List<Manifest.TableFile> order =
        manifest.tables().stream()
            .sorted(Comparator.comparing(table -> table.table().equals(LAST)))
            .toList();
    for (Manifest.TableFile table : order) {
      if (table.table().equals(LAST)) {
        anotherIncarnation(connection);
      }
      load(reader, table, connection);
      each.accept(table);
    }
  }

  private void load(TableReader reader, Manifest.TableFile table, Connection connection)
      throws SQLException, IOException {
    long rows = reader.read(table, folder);
    long there = count(connection, table.table());
    if (rows != table.rows() || there != rows) {
      throw new SQLException(
          "table %s has %d rows after %d were read of %d in the manifest"
              .formatted(table.table(), there, rows, table.rows()));
    }
  }

  private static long count(Connection connection, String table) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM `" + table + '`')) {
      row.next();
      return row.getLong(1);
    }
  }

  /**
   * Kafka has heard acts that these tables do not know: as another incarnation they are told to it
   * wholly, and what they do not hold is gone. Sessions that were ended since do not come back.
   */
  private void anotherIncarnation(Connection connection) throws SQLException {
    List<String> there = Backup.tables(connection);
    try (Statement statement = connection.createStatement()) {
      if (there.contains("act_number")) {
        boolean remembers = manifest.schema() >= COPIES_KNOWN;
        statement.execute(
            "UPDATE act_number SET "
                + (remembers ? "copy_of = incarnation, copy_last = last, " : "")
                + "incarnation = UUID()");
      }
      if (there.contains("console_session")) {
        statement.execute("DELETE FROM console_session");
      }
    }
    connection.commit();
  }
}
