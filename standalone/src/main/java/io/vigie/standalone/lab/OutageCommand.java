package io.vigie.standalone.lab;

import io.vigie.standalone.Within;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vigie lab outage}: the proof of the suite at full length. */
@Command(
    name = "outage",
    description =
        "Broker, streams, then the whole collector are away while real agents act; on return nothing is lost and nobody is shown silent.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class OutageCommand implements Callable<Integer> {
  @Option(names = "--minutes", paramLabel = "N", description = "How long each is away.")
  private double minutes = 5;

  @Option(names = "--seed", paramLabel = "N", description = "Chooses the actions.")
  private long seed = 1;

  @Option(
      names = "--away",
      paramLabel = "A,B",
      split = ",",
      description = "Only these: ${COMPLETION-CANDIDATES}.")
  private List<Outage.Away> away = Arrays.asList(Outage.Away.values());

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "Where broker, tables and spools stand.")
  private Path dir = Path.of("var", "lab");

  @Override
  public Integer call() throws Exception {
    Within.check("--minutes", minutes, 0, 24 * 60);
    Map<Outage.Away, Duration> outages = new LinkedHashMap<>();
    away.forEach(part -> outages.put(part, Duration.ofMillis((long) (minutes * 60_000))));
    Path own =
        Files.createDirectories(dir)
            .resolve("outage-" + seed + '-' + ProcessHandle.current().pid());
    new Outage(seed, line -> System.out.printf("%tT %s%n", LocalTime.now(), line))
        .run(Files.createDirectory(own), outages);
    return 0;
  }
}
