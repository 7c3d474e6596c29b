package io.vigie.standalone.bench;

import io.vigie.contract.wire.Json;
import io.vigie.standalone.Collector;
import io.vigie.standalone.CollectorSettings;
import io.vigie.standalone.Terminal;
import io.vigie.standalone.UntilStopped;
import io.vigie.standalone.Within;
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
      names = "--resources-per-flip",
      paramLabel = "N",
      description = "Resources of the five that change with a flip.")
  private int perFlip = 1;

  @Option(
      names = "--producers",
      paramLabel = "N",
      description = "More than one: one-record batches.")
  private int producers = 1;

  @Option(
      names = "--statuses",
      paramLabel = "N",
      description = "Statuses that are counted, sent as fast as they go.")
  private int statuses = 600_000;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      description = "Statuses before them: a cold machine builds a backlog.")
  private int warmUp = 400_000;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Instead: statuses a second for --seconds, each flip followed.")
  private int rate;

  @Option(names = "--seconds", paramLabel = "S", description = "How long at that rate.")
  private int seconds = 30;

  @Option(
      names = "--warm-up-seconds",
      paramLabel = "S",
      description = "At that rate before it counts: a machine that was hurried is not warm for it.")
  private int warmUpSeconds = 60;

  @Override
  public Integer call() throws Exception {
    Within.check("--nodes", nodes, 1, 100_000);
    Within.check("--services-per-node", servicesPerNode, 1, 100);
    Within.check("--flips", flips, 0, 100);
    Within.check("--resources-per-flip", perFlip, 1, Population.RESOURCES_PER_STATUS);
    Within.check("--producers", producers, 1, 10_000);
    Within.check("--statuses", statuses, 1, Long.MAX_VALUE);
    Within.check("--warm-up", warmUp, 0, Long.MAX_VALUE);
    Within.check("--rate", rate, 0, 1_000_000);
    Within.check("--seconds", seconds, 1, 86_400);
    Within.check("--warm-up-seconds", warmUpSeconds, 0, 86_400);
    Terminal quiet = new Terminal();
    try (Scratch scratch = Scratch.make();
        UntilStopped parts = new UntilStopped(quiet)) {
      Collector collector =
          Collector.start(CollectorSettings.scratch(scratch.folder()), quiet, parts);
      System.out.println(
          Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(run(collector)));
    }
    return 0;
  }

  private Map<String, Object> run(Collector collector) throws Exception {
    Population population = new Population(nodes, servicesPerNode, collector.partitions(), perFlip);
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("nodes", nodes);
    result.put("instances", population.members().size());
    result.put("resourcesPerStatus", Population.RESOURCES_PER_STATUS);
    result.put("statusBytes", population.members().get(0).first().bytes().length);
    result.put("flipPercent", flips);
    result.put("resourcesPerFlip", perFlip);
    result.put("producers", producers);
    try (Load load = new Load(population, collector.bootstrap(), producers);
        Connection connection = collector.connect()) {
      drive(load, warmUp);
      if (rate > 0) {
        follow(collector, population, load, warmUpSeconds);
      }
      settle(population, load, connection);
      measure(collector, population, load, connection, result);
    }
    try (Connection connection = collector.connect()) {
      result.put(
          "rawKafkaPerSecond",
          RawBounds.kafka(collector.bootstrap(), population, collector.partitions(), producers));
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
      result.putAll(follow(collector, population, load, seconds));
    } else {
      drive(load, statuses);
    }
    boolean right = settle(population, load, connection);
    double took = (System.nanoTime() - begin) / 1e9;
    long counted = load.statuses() - statusesBefore;
    result.put("statuses", counted);
    result.put("flips", load.flips() - flipsBefore);
    result.put("seconds", round(took));
    result.put("statusesPerSecond", Math.round(counted / took));
    result.put(
        "resourceStatesPerSecond", Math.round(counted * Population.RESOURCES_PER_STATUS / took));
    result.put("flipsPerSecond", Math.round((load.flips() - flipsBefore) / took));
    Map<String, Object> micros = new LinkedHashMap<>();
    cpu.nanos().forEach((part, nanos) -> micros.put(part, round(nanos / 1000.0 / counted)));
    result.put("cpuMicrosPerStatus", micros);
    result.put("mariadbHoldsAll", right);
  }

  /** Sends at the rate for so long, due by the clock whatever was late; follows every flip. */
  private Map<String, Object> follow(
      Collector collector, Population population, Load load, int forSeconds) throws Exception {
    try (Latency latency =
        new Latency(collector.connect(), collector.url(), collector.adminPassword())) {
      long begin = System.nanoTime();
      long due = (long) rate * forSeconds;
      for (long sent = 0; sent < due; sent++) {
        long at = begin + sent * 1_000_000_000L / rate;
        while (System.nanoTime() < at) {
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        load.beat();
        int member = (int) (sent * STRIDE % population.members().size());
        if (sent * flips / 100 != (sent + 1) * flips / 100) {
          latency.flip(population, load, member);
        } else {
          load.send(member, false, null);
        }
      }
      latency.finish();
      Map<String, Object> figures = new LinkedHashMap<>();
      figures.put("flipToRow", latency.toRow().toMap());
      figures.put("flipToEvent", latency.toEvent().toMap());
      figures.put("notSeenIn10Seconds", latency.lost());
      return figures;
    }
  }

  private void drive(Load load, int count) throws Exception {
    for (int sent = 0; sent < count; sent += nodes * servicesPerNode) {
      load.round(flips / 100.0);
    }
    load.flush();
  }

  /**
   * Waits until the pulses say that everything sent is recorded, then compares; false when it is
   * not there, or not after five minutes. Nodes go on living meanwhile.
   */
  private boolean settle(Population population, Load load, Connection connection) throws Exception {
    load.flush();
    long sent = System.currentTimeMillis();
    long deadline = System.nanoTime() + Duration.ofMinutes(5).toNanos();
    while (Held.recordedUpTo(connection) <= sent && System.nanoTime() < deadline) {
      load.beat();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
    Held expected = Held.expected(population, load);
    Held held = Held.inDatabase(connection);
    if (!held.equals(expected)) {
      System.err.println("expected " + expected + ", MariaDB holds " + held);
    }
    return held.equals(expected);
  }

  private static double round(double value) {
    return Math.round(value * 100) / 100.0;
  }
}
