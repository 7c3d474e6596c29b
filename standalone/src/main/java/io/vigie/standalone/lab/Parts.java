package io.vigie.standalone.lab;

import io.vigie.embedded.BrokerMain;
import io.vigie.embedded.EmbeddedMariaDb;
import io.vigie.embedded.FreePort;
import io.vigie.embedded.JavaProcess;
import io.vigie.ingest.IngestMain;
import io.vigie.store.Database;
import io.vigie.streams.StreamsMain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The collector in pieces: broker, database, streams and two recorders, each a process that can be
 * killed and started again.
 */
final class Parts implements AutoCloseable {
  static final int PARTITIONS = 4;
  static final String BROKER = "broker";
  static final String STREAMS = "streams";
  static final String STREAMS_TOO = "streams-too";
  static final String RECORDER = "recorder";
  static final String RECORDER_TOO = "recorder-too";

  private static final Duration START_LIMIT = Duration.ofSeconds(300);

  private final Path dir;
  private final int brokerPort = FreePort.any();
  private final int databasePort = FreePort.any();
  private final Map<String, Integer> metricsPorts =
      Map.of(RECORDER, FreePort.any(), RECORDER_TOO, FreePort.any());
  private final Map<String, JavaProcess> processes = new LinkedHashMap<>();
  private final Map<String, Integer> runs = new HashMap<>();
  private EmbeddedMariaDb database;
  private int diedAlone;

  Parts(Path dir) {
    this.dir = dir;
    // whoever is interrupted leaves nothing running
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "lab-stop"));
  }

  /** Everything, in the order in which nothing has to wait for long. */
  void startAll() {
    start(BROKER);
    startDatabase();
    awaitBroker();
    start(RECORDER);
    start(RECORDER_TOO);
    start(STREAMS);
  }

  void start(String name) {
    int run = runs.merge(name, 1, Integer::sum);
    Map<String, String> environment = new HashMap<>();
    environment.put("vigie.log", log(name, run).toString());
    switch (name) {
      case BROKER ->
          put(
              name,
              JavaProcess.start(
                  BrokerMain.class,
                  environment,
                  "--data",
                  dir.resolve(name).toString(),
                  "--port",
                  Integer.toString(brokerPort),
                  "--partitions",
                  Integer.toString(PARTITIONS)));
      case STREAMS, STREAMS_TOO -> {
        environment.put("VIGIE_KAFKA", bootstrap());
        environment.put("VIGIE_DATA", dir.resolve(name).toString());
        put(name, JavaProcess.start(StreamsMain.class, environment));
      }
      case RECORDER, RECORDER_TOO -> {
        environment.put("VIGIE_KAFKA", bootstrap());
        environment.put("VIGIE_DB_URL", database.jdbcUrl());
        environment.put("VIGIE_DB_USER", database.user());
        environment.put("VIGIE_DB_PASSWORD_FILE", database.passwordFile().toString());
        environment.put("VIGIE_METRICS_PORT", Integer.toString(metricsPort(name)));
        put(name, JavaProcess.start(IngestMain.class, environment));
      }
      default -> throw new IllegalArgumentException("no part is called " + name);
    }
  }

  private synchronized void put(String name, JavaProcess process) {
    processes.put(name, process);
  }

  synchronized JavaProcess process(String name) {
    return processes.get(name);
  }

  /** kill -9. */
  void kill(String name) {
    JavaProcess process;
    synchronized (this) {
      process = processes.remove(name);
    }
    if (process != null) {
      process.kill();
    }
  }

  private synchronized List<String> remaining() {
    return List.copyOf(processes.keySet());
  }

  void startDatabase() {
    database =
        EmbeddedMariaDb.start(
            dir.resolve("mariadb"), databasePort, EmbeddedMariaDb.Durability.EACH_SECOND);
  }

  /** kill -9. */
  void killDatabase() {
    ProcessHandle.of(database.pid())
        .ifPresent(
            server -> {
              server.destroyForcibly();
              server.onExit().join();
            });
    database.close();
  }

  void awaitBroker() {
    Until.holds(
        "the broker is ready", START_LIMIT, () -> process(BROKER).output().contains("ready"));
  }

  /** A part that ended by itself is started again, as whoever supervises it would. */
  void supervise() {
    for (String name : remaining()) {
      if (!process(name).isAlive()) {
        diedAlone++;
        start(name);
      }
    }
  }

  /** Whether every part that was started and not killed still runs. */
  synchronized boolean allAlive() {
    return database.isAlive() && processes.values().stream().allMatch(JavaProcess::isAlive);
  }

  /** How often a part ended without being killed. */
  int diedAlone() {
    return diedAlone;
  }

  /** The log of a part's present run. */
  Path log(String name) {
    return log(name, runs.get(name));
  }

  private Path log(String name, int run) {
    return dir.resolve("log").resolve(name + '-' + run + ".log");
  }

  boolean logged(String name, String words) throws IOException {
    return Files.exists(log(name)) && Files.readString(log(name)).contains(words);
  }

  /** Takes the stores of the streams away: they are restored from Kafka at the next start. */
  void forgetStores(String name) {
    delete(dir.resolve(name));
  }

  /** kill -9, and its tables are gone for good; another one is started, an empty one. */
  void loseDatabase() {
    killDatabase();
    delete(dir.resolve("mariadb").resolve("tables"));
    startDatabase();
  }

  private static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + folder, e);
    }
  }

  /** Loopback port where a recorder tells what it does. */
  int metricsPort(String recorder) {
    return metricsPorts.get(recorder);
  }

  Path dir() {
    return dir;
  }

  String bootstrap() {
    return "127.0.0.1:" + brokerPort;
  }

  Database database() {
    return new Database(database.jdbcUrl(), database.user(), database.password());
  }

  @Override
  public void close() {
    // kill -9: what a clean stop does is proven elsewhere, and a broker that is gone would be
    // waited for
    remaining().forEach(this::kill);
    if (database != null) {
      database.close();
    }
  }
}
