package io.vigie.standalone.lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vigie lab drill}: the database is lost and restored under load. */
@Command(
    name = "drill",
    description =
        "A backup is taken under load, the database lost, the backup restored; an oracle compares every table.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class DrillCommand implements Callable<Integer> {
  @Option(names = "--seed", paramLabel = "N", description = "Chooses what happens.")
  private long seed = 1;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "An empty folder; what was sent and held stays there.")
  private Path dir = Path.of("var", "lab");

  @Override
  public Integer call() throws Exception {
    Path own =
        Files.createDirectories(dir).resolve("drill-" + seed + '-' + ProcessHandle.current().pid());
    new Drill(seed, line -> System.out.printf("%tT %s%n", LocalTime.now(), line))
        .run(Files.createDirectory(own));
    return 0;
  }
}
