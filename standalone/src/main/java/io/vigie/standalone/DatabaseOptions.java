package io.vigie.standalone;

import io.vigie.contract.setting.Environment;
import io.vigie.embedded.EmbeddedMariaDb;
import io.vigie.embedded.EmbeddedMariaDb.Durability;
import io.vigie.store.Database;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the database is, asked in the same words by every command that needs it. */
public final class DatabaseOptions {
  @Option(names = "--data", paramLabel = "DIR", description = "Where the collector keeps all.")
  private Path data = Path.of("var/collector");

  @Option(
      names = "--db-url",
      paramLabel = "URL",
      description = "An external MariaDB takes the place of the embedded one: jdbc:mariadb://…")
  private String url;

  @Option(names = "--db-user", paramLabel = "USER", description = "User of that database.")
  private String user;

  @Option(
      names = "--db-password-file",
      paramLabel = "FILE",
      description = "File with the password of that user.")
  private Path passwordFile;

  /** A database to work with, and what was started for it. */
  public record Opened(Database database, Optional<EmbeddedMariaDb> started)
      implements AutoCloseable {
    @Override
    public void close() {
      started.ifPresent(EmbeddedMariaDb::close);
    }
  }

  public Path data() {
    return data;
  }

  String url() {
    return url;
  }

  String user() {
    return user;
  }

  Path passwordFile() {
    return passwordFile;
  }

  public boolean external() {
    return url != null;
  }

  /** The one that runs: of a running collector, or elsewhere. */
  Database running() {
    return external()
        ? elsewhere()
        : ofRunningCollector()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "no database runs on "
                            + data
                            + ": start the collector, or name its folder with --data or its"
                            + " database with --db-url"));
  }

  /** The one that runs, or should; empty when none does on the folder. */
  public Optional<Database> known() {
    return external() ? Optional.of(elsewhere()) : ofRunningCollector();
  }

  /** The one that runs, or the collector's own, started for the time. */
  public Opened open() {
    if (external()) {
      return new Opened(elsewhere(), Optional.empty());
    }
    Optional<Database> running = ofRunningCollector();
    if (running.isPresent()) {
      return new Opened(running.get(), Optional.empty());
    }
    if (!Files.isDirectory(home().resolve("tables"))) {
      throw new IllegalArgumentException(
          "no database is kept in "
              + data
              + ": name the collector's folder with --data or its database with --db-url");
    }
    return start();
  }

  /**
   * The collector's own, made when it is missing, or the one elsewhere: for nobody else meanwhile.
   */
  public Opened alone() {
    if (external()) {
      return new Opened(elsewhere(), Optional.empty());
    }
    if (ofRunningCollector().isPresent()) {
      throw new IllegalArgumentException(
          "the collector on " + data + " runs and uses its database: stop it first");
    }
    return start();
  }

  private Opened start() {
    EmbeddedMariaDb mariadb = EmbeddedMariaDb.start(home(), 0, Durability.EACH_COMMIT);
    return new Opened(
        new Database(mariadb.jdbcUrl(), mariadb.user(), mariadb.password()), Optional.of(mariadb));
  }

  private Path home() {
    return data.resolve("mariadb");
  }

  private Optional<Database> ofRunningCollector() {
    return EmbeddedMariaDb.running(home())
        .map(
            address ->
                new Database(
                    address,
                    EmbeddedMariaDb.NAME,
                    Environment.secret("--data", home().resolve("password"))));
  }

  private Database elsewhere() {
    if (user == null || passwordFile == null) {
      throw new IllegalArgumentException("--db-url needs --db-user and --db-password-file");
    }
    return new Database(url, user, Environment.secret("--db-password-file", passwordFile));
  }
}
