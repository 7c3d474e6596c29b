package io.vigie.standalone.lab;

import io.vigie.standalone.Within;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vigie lab alarms}: who is alarmed, and who is not, by what happens to a fleet. */
@Command(
    name = "alarms",
    description =
        "Moves, crashes, upgrades, cuts of a fleet: exactly the alerts that each must raise are raised, and resolved after it.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class AlarmsCommand implements Callable<Integer> {
  @Option(names = "--nodes", paramLabel = "N", description = "Nodes of the fleet.")
  private int nodes = 3_000;

  @Option(names = "--services", paramLabel = "N", description = "Services of the fleet.")
  private int services = 3_000;

  @Option(names = "--silent", paramLabel = "N", description = "Nodes that fall silent at once.")
  private int silent = 2_000;

  @Option(
      names = "--plays",
      paramLabel = "A,B",
      split = ",",
      description = "Only these: ${COMPLETION-CANDIDATES}.")
  private List<Alarms.Play> plays = Arrays.asList(Alarms.Play.values());

  @Option(names = "--dir", paramLabel = "DIR", description = "Where broker and tables stand.")
  private Path dir = Path.of("var", "lab");

  @Override
  public Integer call() throws Exception {
    Within.check("--nodes", nodes, 10, 100_000);
    Within.check("--services", services, 10, 100_000);
    Within.check("--silent", silent, 10, nodes);
    Path own = Files.createDirectories(dir).resolve("alarms-" + ProcessHandle.current().pid());
    new Alarms(line -> System.out.printf("%tT %s%n", LocalTime.now(), line))
        .run(Files.createDirectory(own), nodes, services, silent, plays);
    return 0;
  }
}
