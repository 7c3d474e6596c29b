package io.vigie.standalone.bench;

import io.vigie.contract.availability.Availability;
import io.vigie.contract.wire.Json;
import io.vigie.embedded.EmbeddedBroker;
import io.vigie.standalone.Within;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vigie bench agent}: what an agent costs its node, and how soon it tells. */
@Command(
    name = "agent",
    description = "The agent's footprint: a real agent process, its commands, an embedded broker.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class BenchAgent implements Callable<Integer> {
  private static final int PARTITIONS = 4;
  private static final long CHANCE_MILLIS = 1_000;
  private static final long SETTLE_SECONDS = 20;

  @Option(names = "--services", paramLabel = "N", description = "Services, each of five resources.")
  private int services = 200;

  @Option(names = "--starts", paramLabel = "N", description = "Starts of the agent.")
  private int starts = 5;

  @Option(names = "--commands", paramLabel = "N", description = "Times each command is asked.")
  private int commands = 20;

  @Option(
      names = "--idle",
      paramLabel = "S",
      description = "Seconds of doing nothing; more than a minute, to see looks at all.")
  private int idleSeconds = 150;

  @Option(names = "--kills", paramLabel = "N", description = "Processes that are killed.")
  private int kills = 40;

  @Option(
      names = "--java",
      paramLabel = "FILE",
      defaultValue = "",
      description = "The java that runs the agent; what its launcher finds when not given.")
  private String java = "";

  @Override
  public Integer call() throws Exception {
    Within.check("--services", services, 1, 1_000);
    Within.check("--starts", starts, 1, 1_000);
    Within.check("--commands", commands, 1, 10_000);
    Within.check("--idle", idleSeconds, 1, 86_400);
    Within.check("--kills", kills, 1, 10_000);
    if (!Files.isReadable(AgentOnDisk.JAR)) {
      throw new IllegalStateException(
          AgentOnDisk.JAR
              + " is not there: ./vigie builds it and runs this from the folder it is in");
    }
    try (Scratch scratch = Scratch.make()) {
      measure(scratch.folder());
    }
    return 0;
  }

  private void measure(Path folder) throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"), 0)) {
      broker.createTopics(PARTITIONS);
      try (AgentOnDisk agent =
              new AgentOnDisk(folder.resolve("node"), java, broker.bootstrap(), services);
          Publications publications = new Publications(broker.bootstrap())) {
        System.out.println(
            Json.MAPPER
                .writerWithDefaultPrettyPrinter()
                .writeValueAsString(measure(agent, publications)));
      }
    }
  }

  private Map<String, Object> measure(AgentOnDisk agent, Publications publications)
      throws Exception {
    // the first call of all makes the archive of classes
    agent.command("--version");
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("services", services);
    result.put("jarBytes", Files.size(AgentOnDisk.JAR));
    agent.run();
    for (int i = 0; i < services; i++) {
      agent.command("start", AgentOnDisk.service(i));
      publications.await(AgentOnDisk.service(i), Availability.UP);
    }
    List<Long> bare = new ArrayList<>();
    result.put("firstAcknowledgedMillis", starts(agent, bare).toMap());
    result.put("bareProducerMillis", Percentiles.of(bare).toMap());
    idle(agent, result);
    commands(agent, result);
    result.put("killToPublishedMillis", kills(agent, publications).toMap());
    result.put("rssMiBAfterAll", rssMiB(agent.pid()));
    return result;
  }

  /**
   * With all services up, each followed by a bare producer's start; the last one goes on running.
   */
  private Percentiles starts(AgentOnDisk agent, List<Long> bare)
      throws IOException, InterruptedException {
    List<Long> millis = new ArrayList<>();
    while (millis.size() < starts) {
      agent.stop();
      millis.add(agent.run());
      bare.add(agent.bareProducer());
    }
    return Percentiles.of(millis);
  }

  private void idle(AgentOnDisk agent, Map<String, Object> result) throws IOException {
    // what it does once at its start is no idling
    LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(SETTLE_SECONDS));
    long before = CpuByPart.processNanos(agent.pid());
    LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(idleSeconds));
    double cpu = CpuByPart.processNanos(agent.pid()) - before;
    result.put("idleCpuPercent", round(100 * cpu / TimeUnit.SECONDS.toNanos(idleSeconds)));
    result.put("rssMiB", rssMiB(agent.pid()));
    result.put("threads", threads(agent.pid()));
    List<Long> evaluations = agent.evaluations();
    result.put("firstEvaluationMillis", evaluations.get(0));
    result.put(
        "evaluationMillis", Percentiles.of(evaluations.subList(1, evaluations.size())).toMap());
  }

  private void commands(AgentOnDisk agent, Map<String, Object> result) throws Exception {
    List<Long> wall = new ArrayList<>();
    long before = endedChildrenMillis();
    for (int i = 0; i < commands; i++) {
      String service = AgentOnDisk.service(i % services);
      wall.add(TimeUnit.NANOSECONDS.toMillis(agent.command("status", service)));
      wall.add(TimeUnit.NANOSECONDS.toMillis(agent.command("start", service, "--dry-run")));
      wall.add(TimeUnit.NANOSECONDS.toMillis(agent.command("print", "config", service)));
    }
    result.put("cliMillis", Percentiles.of(wall).toMap());
    result.put("cliCpuMillis", (endedChildrenMillis() - before) / Math.max(1, wall.size()));
  }

  /** Each kill at a moment of chance: the agent looks at a steady pace. */
  private Percentiles kills(AgentOnDisk agent, Publications publications) throws Exception {
    Random random = new Random(1);
    List<Long> millis = new ArrayList<>();
    for (int i = 0; i < kills; i++) {
      int number = i % services;
      String service = AgentOnDisk.service(number);
      if (i >= services) {
        agent.command("start", service);
      }
      publications.await(service, Availability.UP);
      LockSupport.parkNanos(
          TimeUnit.MILLISECONDS.toNanos(CHANCE_MILLIS + random.nextLong(CHANCE_MILLIS)));
      long killed = agent.kill(number);
      millis.add(publications.await(service, Availability.WARN) - killed);
    }
    return Percentiles.of(millis);
  }

  private static double rssMiB(long pid) throws IOException {
    return round(status(pid, "VmRSS:") / 1024.0);
  }

  private static long threads(long pid) throws IOException {
    return status(pid, "Threads:");
  }

  private static long status(long pid, String name) throws IOException {
    String status = Files.readString(Path.of("/proc/" + pid + "/status"));
    String line = status.lines().filter(each -> each.startsWith(name)).findFirst().orElseThrow();
    return Long.parseLong(line.replaceAll("\\D", ""));
  }

  /** CPU time of all children that ended, to a hundredth of a second. */
  private static long endedChildrenMillis() throws IOException {
    String stat = Files.readString(Path.of("/proc/self/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) * 10;
  }

  private static double round(double value) {
    return Math.round(value * 10) / 10.0;
  }
}
