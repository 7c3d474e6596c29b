package io.vigie.standalone.lab;

import io.vigie.standalone.Within;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vigie lab kills}: the long form of the proof in the suite. */
@Command(
    name = "kills",
    description =
        "Kills broker, database, streams and recorders at seeded moments under load; after each round an oracle compares every table.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class KillsCommand implements Callable<Integer> {
  @Option(names = "--seed", paramLabel = "N", description = "Chooses what happens and when.")
  private long seed = 1;

  @Option(names = "--rounds", paramLabel = "N", description = "Each strikes with every fault once.")
  private int rounds = 3;

  @Option(
      names = "--suspend-seconds",
      paramLabel = "N",
      description = "How long a recorder stands still before it wakes.")
  private int suspendSeconds = 60;

  @Option(
      names = "--faults",
      paramLabel = "A,B",
      split = ",",
      description = "Only these: ${COMPLETION-CANDIDATES}.")
  private List<Fault> faults = Arrays.asList(Fault.values());

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "An empty folder; what was sent and held stays there.")
  private Path dir = Path.of("var", "lab");

  @Override
  public Integer call() throws Exception {
    Within.check("--rounds", rounds, 1, Long.MAX_VALUE);
    Within.check("--suspend-seconds", suspendSeconds, 1, 3_600);
    Path own =
        Files.createDirectories(dir).resolve("kills-" + seed + '-' + ProcessHandle.current().pid());
    new Kills(
            seed,
            Duration.ofSeconds(suspendSeconds),
            line -> System.out.printf("%tT %s%n", LocalTime.now(), line))
        .run(Files.createDirectory(own), rounds, faults);
    return 0;
  }
}
