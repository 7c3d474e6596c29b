package io.vigie.api;

import io.vigie.contract.topic.TopicTool;
import io.vigie.embedded.EmbeddedBroker;
import io.vigie.embedded.EmbeddedMariaDb;
import io.vigie.store.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;

/** A real broker, a real MariaDB and the api over them, one of each for all tests of a run. */
public final class Lab {
  public static final int PARTITIONS = 2;
  public static final String PASSWORD = "correct horse battery staple";

  /** Where nodes would report. */
  public static final URI GATEWAY = URI.create("http://0.0.0.0:8444");

  static {
    // what is waited for may be read before it is there
    Awaitility.ignoreExceptionsByDefault();
  }

  private static Lab only;

  private final Path folder;
  private final EmbeddedBroker broker;
  private final EmbeddedMariaDb mariadb;
  private final Database database;
  private final Api api;

  private Lab() throws Exception {
    folder = Files.createTempDirectory("vigie-api-lab");
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "lab-end"));
    broker = EmbeddedBroker.start(folder.resolve("kafka"), 0);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
      TopicTool.create(admin, PARTITIONS, (short) 1);
    }
    mariadb =
        EmbeddedMariaDb.start(folder.resolve("mariadb"), 0, EmbeddedMariaDb.Durability.EACH_SECOND);
    database = new Database(mariadb.jdbcUrl(), mariadb.user(), mariadb.password());
    api = Api.start(settings("main").withAdminPassword(PASSWORD).withGateway(GATEWAY));
  }

  public static synchronized Lab get() {
    if (only == null) {
      try {
        only = new Lab();
      } catch (Exception e) {
        throw new IllegalStateException("the lab did not start", e);
      }
    }
    return only;
  }

  /**
   * @param name of the folder for the api's own files
   */
  public ApiSettings settings(String name) {
    return ApiSettings.local(broker.bootstrap(), database, folder.resolve(name));
  }

  public Api api() {
    return api;
  }

  public String bootstrap() {
    return broker.bootstrap();
  }

  public Database database() {
    return database;
  }

  /** A part of the shared api. */
  public <T> T part(Class<T> type) {
    return api.part(type);
  }

  /** The database stands still, as one whose disk hangs. */
  public void suspendDatabase() {
    signal("STOP");
  }

  public void resumeDatabase() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(mariadb.pid())).start();
      if (kill.waitFor() != 0) {
        throw new IllegalStateException("kill -" + name + " ended with " + kill.exitValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** A client of the shared api that nobody signed in. */
  public Client client() {
    return new Client(api.uri());
  }

  private void close() {
    // the parts may be half started
    Stream.of(api, broker, mariadb)
        .filter(part -> part != null)
        .forEach(
            part -> {
              try {
                part.close();
              } catch (Exception e) {
                System.err.println("the lab did not end well: " + e);
              }
            });
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
