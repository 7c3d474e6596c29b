package io.vigie.standalone.bench;

import io.vigie.contract.wire.Json;
import io.vigie.standalone.Collector;
import io.vigie.standalone.CollectorSettings;
import io.vigie.standalone.Terminal;
import io.vigie.standalone.UntilStopped;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code vigie bench ingest}: from statuses on Kafka to rows in MariaDB and events in a browser.
 */
@Command(
    name = "ingest",
    description = "Statuses through Kafka, streams and recorder until MariaDB holds them all.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class BenchIngest implements Callable<Integer> {
  /** A prime, so that flips meet every instance in turn. */
  private static final long STRIDE = 7919;

  @Option(names = "--nodes", paramLabel = "N", description = "Nodes.")
  private int nodes = 2000;

  @Option(names = "--services-per-node", paramLabel = "N", description = "Instances a node has.")
  private int servicesPerNode = 5;

  @Option(names = "--flips", paramLabel = "PERCENT", description = "Statuses that change.")
  private int flips = 10;

  @Option(
      names = "--producers",
      paramLabel = "N",
      description = "More than one: one-record batches.")
  private int producers = 1;

  @Option(names = "--seconds", paramLabel = "S", description = "Load that is counted.")
  private int seconds = 20;

  @Option(names = "--warm-up", paramLabel = "S", description = "Load before it.")
  private int warmUp = 15;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Statuses a second; 0 is as fast as it goes.")
  private int rate;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Scratch folder, made and removed when not given.")
  private Path data;

  @Override
  public Integer call() throws Exception {
    Path folder = data == null ? Files.createTempDirectory("vigie-bench") : data;
    Terminal quiet = new Terminal();
    try (UntilStopped parts = new UntilStopped(quiet)) {
      Collector collector = Collector.start(CollectorSettings.scratch(folder), quiet, parts);
      System.out.println(
          Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(run(collector)));
    }
    return 0;
  }

  private Map<String, Object> run(Collector collector) throws Exception {
    Population population = new Population(nodes, servicesPerNode, collector.partitions());
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("nodes", nodes);
    result.put("instances", population.members().size());
    result.put("resourcesPerStatus", Population.RESOURCES_PER_STATUS);
    result.put("statusBytes", population.members().get(0).up().length);
    result.put("flipPercent", flips);
    result.put("producers", producers);
    try (Load load = new Load(population, collector.bootstrap(), producers);
        Connection connection = collector.connect()) {
      drive(load, warmUp, rate);
      settle(population, load, connection);
      measure(collector, population, load, connection, result);
    }
    try (Connection connection = collector.connect()) {
      result.put(
          "rawKafkaPerSecond",
          RawBounds.kafka(collector.bootstrap(), population, collector.partitions()));
      result.put("rawUpsertsPerSecond", RawBounds.sql(connection));
    }
    return result;
  }

  private void measure(
      Collector collector,
      Population population,
      Load load,
      Connection connection,
      Map<String, Object> result)
      throws Exception {
    long statusesBefore = load.statuses();
    long flipsBefore = load.flips();
    CpuByPart cpu = new CpuByPart(collector.databasePid());
    long begin = System.nanoTime();
    if (rate > 0) {
      followUnderLoad(collector, population, load, result);
    } else {
      drive(load, seconds, 0);
    }
    boolean right = settle(population, load, connection);
    double took = (System.nanoTime() - begin) / 1e9;
    long statuses = load.statuses() - statusesBefore;
    result.put("statuses", statuses);
    result.put("flips", load.flips() - flipsBefore);
    result.put("seconds", round(took));
    result.put("statusesPerSecond", Math.round(statuses / took));
    result.put(
        "resourceStatesPerSecond", Math.round(statuses * Population.RESOURCES_PER_STATUS / took));
    result.put("flipsPerSecond", Math.round((load.flips() - flipsBefore) / took));
    Map<String, Object> micros = new LinkedHashMap<>();
    cpu.nanos().forEach((part, nanos) -> micros.put(part, round(nanos / 1000.0 / statuses)));
    result.put("cpuMicrosPerStatus", micros);
    result.put("mariadbHoldsAll", right);
  }

  /** Sends at the rate, due by the clock whatever was late, and follows every flip. */
  private void followUnderLoad(
      Collector collector, Population population, Load load, Map<String, Object> result)
      throws Exception {
    try (Latency latency =
        new Latency(collector.connect(), collector.url(), collector.adminPassword())) {
      long begin = System.nanoTime();
      long due = (long) rate * seconds;
      long nextBeat = begin;
      for (long sent = 0; sent < due; sent++) {
        long at = begin + sent * 1_000_000_000L / rate;
        while (System.nanoTime() < at) {
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        if (at >= nextBeat) {
          load.heartbeats();
          nextBeat += TimeUnit.SECONDS.toNanos(10);
        }
        int member = (int) (sent * STRIDE % population.members().size());
        if (sent * flips / 100 != (sent + 1) * flips / 100) {
          latency.flip(population, load, member);
        } else {
          load.send(member, false, null);
        }
      }
      latency.finish();
      result.put("flipToRow", latency.toRow().toMap());
      result.put("flipToEvent", latency.toEvent().toMap());
      result.put("notSeenIn10Seconds", latency.lost());
    }
  }

  private void drive(Load load, int forSeconds, int atRate) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(forSeconds);
    long nextBeat = 0;
    do {
      if (System.nanoTime() > nextBeat) {
        load.heartbeats();
        nextBeat = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
      }
      load.round(flips / 100.0);
      if (atRate > 0) {
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(nodes * servicesPerNode) / atRate);
      }
    } while (System.nanoTime() < end);
    load.flush();
  }

  /** Waits until the database holds what was sent; false after two minutes. */
  private boolean settle(Population population, Load load, Connection connection) throws Exception {
    load.flush();
    Held expected = Held.expected(population, load);
    long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    Held held = Held.inDatabase(connection);
    while (!held.equals(expected) && System.nanoTime() < deadline) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
      held = Held.inDatabase(connection);
    }
    if (!held.equals(expected)) {
      System.err.println("expected " + expected + ", MariaDB holds " + held);
    }
    return held.equals(expected);
  }

  private static double round(double value) {
    return Math.round(value * 100) / 100.0;
  }
}
