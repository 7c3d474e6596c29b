package io.vigie.standalone.bench;

import io.vigie.contract.wire.Json;
import io.vigie.embedded.EmbeddedBroker;
import io.vigie.standalone.Collector;
import io.vigie.standalone.CollectorSettings;
import io.vigie.standalone.Terminal;
import io.vigie.standalone.UntilStopped;
import io.vigie.standalone.Within;
import io.vigie.streams.StreamsApp;
import io.vigie.streams.StreamsSettings;
import io.vigie.streams.metric.Counter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vigie bench alerts}: from what goes wrong to an alert, and how fast many are taken. */
@Command(
    name = "alerts",
    description =
        "Failed actions until their alerts are read, then as many transitions as go until MariaDB holds them all, then the streams started with nothing on their disk.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class BenchAlerts implements Callable<Integer> {
  @Option(names = "--nodes", paramLabel = "N", description = "Nodes.")
  private int nodes = 2000;

  @Option(names = "--services-per-node", paramLabel = "N", description = "Instances a node has.")
  private int servicesPerNode = 5;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Failures and recoveries a second, each followed until its alert is read.")
  private int rate = 200;

  @Option(names = "--seconds", paramLabel = "S", description = "How long at that rate.")
  private int seconds = 30;

  @Option(
      names = "--transitions",
      paramLabel = "N",
      description = "Transitions that are counted, sent as fast as they go.")
  private int transitions = 200_000;

  @Option(names = "--warm-up", paramLabel = "N", description = "Transitions before them.")
  private int warmUp = 100_000;

  @Override
  public Integer call() throws Exception {
    Within.check("--nodes", nodes, 1, 100_000);
    Within.check("--services-per-node", servicesPerNode, 1, 100);
    Within.check("--rate", rate, 1, 100_000);
    Within.check("--seconds", seconds, 1, 86_400);
    Within.check("--transitions", transitions, 1, Long.MAX_VALUE);
    Within.check("--warm-up", warmUp, 0, Long.MAX_VALUE);
    Map<String, Object> result = new LinkedHashMap<>();
    try (Scratch scratch = Scratch.make()) {
      try (UntilStopped parts = new UntilStopped(new Terminal())) {
        CollectorSettings settings = CollectorSettings.scratch(scratch.folder());
        run(Collector.start(settings, new Terminal(), parts), result);
      }
      restore(scratch.folder(), nodes * servicesPerNode, result);
    }
    System.out.println(Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(result));
    return 0;
  }

  private void run(Collector collector, Map<String, Object> result) throws Exception {
    Population population = new Population(nodes, servicesPerNode, collector.partitions(), 1);
    try (Load load = new Load(population, collector.bootstrap(), 1);
        Troubles troubles = new Troubles(population.members(), collector.bootstrap());
        Connection connection = collector.connect()) {
      load.round(0);
      load.flush();
      known(connection, load);
      result.put("instances", population.members().size());
      drive(load, troubles, warmUp);
      recorded(connection, load, troubles);
      CpuByPart cpu = new CpuByPart(collector.databasePid());
      long begin = System.nanoTime();
      drive(load, troubles, transitions);
      boolean all = recorded(connection, load, troubles);
      double took = (System.nanoTime() - begin) / 1e9;
      result.put("transitions", transitions);
      result.put("transitionsPerSecond", Math.round(transitions / took));
      Map<String, Object> micros = new LinkedHashMap<>();
      cpu.nanos()
          .forEach(
              (part, nanos) -> micros.put(part, Math.round(nanos / 10.0 / transitions) / 100.0));
      result.put("cpuMicrosPerTransition", micros);
      result.put("mariadbHoldsAll", all);
      follow(load, troubles);
      result.put("appendedToAlertMillis", troubles.latency().toMap());
      result.put("rawUpsertsPerSecond", RawBounds.sql(connection));
    }
  }

  /** An action of a service nobody has heard of yet raises nothing: waits until all are. */
  static void known(Connection connection, Load load) throws SQLException {
    long sent = System.currentTimeMillis();
    long deadline = System.nanoTime() + Duration.ofMinutes(5).toNanos();
    while (Held.recordedUpTo(connection) <= sent && System.nanoTime() < deadline) {
      load.beat();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  private static void drive(Load load, Troubles troubles, int count) throws Exception {
    for (int sent = 0; sent < count; sent++) {
      load.beat();
      troubles.next(false);
    }
    troubles.flush();
  }

  private void follow(Load load, Troubles troubles) throws Exception {
    long begin = System.nanoTime();
    long due = (long) rate * seconds;
    for (long sent = 0; sent < due; sent++) {
      long at = begin + sent * 1_000_000_000L / rate;
      while (System.nanoTime() < at) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
      }
      load.beat();
      troubles.next(true);
    }
    troubles.await();
  }

  /** Until the rows say that all transitions of failed actions are there; false after minutes. */
  private static boolean recorded(Connection connection, Load load, Troubles troubles)
      throws SQLException {
    long deadline = System.nanoTime() + Duration.ofMinutes(5).toNanos();
    while (System.nanoTime() < deadline) {
      if (changes(connection) >= troubles.sent()) {
        return true;
      }
      load.beat();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
    return false;
  }

  private static long changes(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT COALESCE(SUM(n), 0) FROM alert WHERE kind = 'action-failed'")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /** From a start with empty disks until the streams hold every instance again. */
  private static void restore(Path folder, int instances, Map<String, Object> result)
      throws Exception {
    Scratch.delete(folder.resolve("streams"));
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"), 0)) {
      long begin = System.nanoTime();
      try (StreamsApp streams =
          StreamsApp.start(StreamsSettings.local(broker.bootstrap(), folder.resolve("streams")))) {
        while (held(streams) < instances || !streams.healthy()) {
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        double took = (System.nanoTime() - begin) / 1e9;
        double restoring = streams.count(Counter.RESTORING_MILLIS) / 1e3;
        result.put("startSeconds", Math.round(took * 100) / 100.0);
        result.put("restoreSeconds", restoring);
        result.put("restoredRecords", streams.count(Counter.RESTORED));
        result.put("restoredInstancesPerSecond", Math.round(instances / restoring));
      }
    }
  }

  private static long held(StreamsApp streams) {
    return streams
        .prometheus()
        .lines()
        .filter(line -> line.startsWith("vigie_streams_instances{"))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
