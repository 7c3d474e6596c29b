package io.vigie.standalone.bench;

import io.vigie.contract.wire.Json;
import io.vigie.embedded.EmbeddedBroker;
import io.vigie.embedded.JavaProcess;
import io.vigie.standalone.VigieMain;
import io.vigie.standalone.Within;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vigie bench replay}: hours of a fleet heard once more. */
@Command(
    name = "replay",
    description =
        "Hours of changes and pulses as streams write them, into a broker; then vigie replay of all"
            + " of it under a longer hold, a process of its own with a small heap.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class BenchReplay implements Callable<Integer> {
  private static final Pattern RECORDS = Pattern.compile("([\\d,]+) records read");

  @Option(names = "--nodes", paramLabel = "N", description = "Nodes, in pairs.")
  private int nodes = 10_000;

  @Option(names = "--services-per-pair", paramLabel = "N", description = "Services of each pair.")
  private int servicesPerPair = 5;

  @Option(names = "--hours", paramLabel = "H", description = "Hours that are recorded.")
  private int hours = 2;

  @Option(names = "--falls", paramLabel = "N", description = "Services that go down each second.")
  private int falls = 1;

  @Option(names = "--partitions", paramLabel = "P", description = "Of each topic.")
  private int partitions = 48;

  @Option(names = "--heap", paramLabel = "MIB", description = "Heap of the replay.")
  private int heapMiB = 128;

  @Override
  public Integer call() throws Exception {
    Within.check("--nodes", nodes, 2, 100_000);
    Within.check("--services-per-pair", servicesPerPair, 1, 100);
    Within.check("--hours", hours, 1, 1_000);
    Within.check("--falls", falls, 0, 1_000);
    Within.check("--partitions", partitions, 1, 1_000);
    Within.check("--heap", heapMiB, 32, 4_096);
    Map<String, Object> result = new LinkedHashMap<>();
    try (Scratch scratch = Scratch.make();
        EmbeddedBroker broker = EmbeddedBroker.start(scratch.resolve("kafka"), 0)) {
      broker.createTopics(partitions);
      record(broker, result);
      Path rules = scratch.resolve("rules.json");
      Files.writeString(rules, "[{\"kind\": \"service-unavailable\", \"holdSeconds\": 60}]");
      replay(broker, rules, result);
    }
    System.out.println(Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(result));
    return 0;
  }

  private void record(EmbeddedBroker broker, Map<String, Object> result) {
    long begin = System.currentTimeMillis() - Duration.ofHours(hours).toMillis();
    try (RecordedHours recorded =
        new RecordedHours(broker.bootstrap(), nodes, servicesPerPair, partitions, begin)) {
      recorded.begin();
      for (int second = 0; second < hours * 3_600; second++) {
        recorded.second(falls);
      }
      result.put("nodes", nodes);
      result.put("services", recorded.services());
      result.put("hours", hours);
      result.put("partitions", partitions);
      result.put("outages", recorded.outages());
    }
  }

  private void replay(EmbeddedBroker broker, Path rules, Map<String, Object> result)
      throws IOException {
    result.put("loadBefore", BenchLists.load());
    long begin = System.nanoTime();
    String[] args = {
      "replay",
      "--kafka",
      broker.bootstrap(),
      "--rules",
      rules.toString(),
      "--from",
      hours + "h",
      "--lines",
      "0"
    };
    try (JavaProcess replay = JavaProcess.start(VigieMain.class, heapMiB, Map.of(), args)) {
      long peak = 0;
      while (replay.isAlive()) {
        peak = Math.max(peak, CsvDownload.peakMiB(replay.pid()));
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      }
      double seconds = (System.nanoTime() - begin) / 1e9;
      result.put("seconds", Math.round(seconds * 10) / 10.0);
      result.put("heapLimitMiB", heapMiB);
      result.put("rssMiBPeak", peak);
      String said = replay.output();
      Matcher records = RECORDS.matcher(said);
      if (!records.find()) {
        throw new IllegalStateException("the replay did not end as it should: " + said);
      }
      long read = Long.parseLong(records.group(1).replace(",", ""));
      result.put("records", read);
      result.put("recordsPerSecond", Math.round(read / seconds));
      result.put(
          "raised", said.lines().filter(line -> line.startsWith("all ")).findFirst().orElse(""));
    }
  }
}
