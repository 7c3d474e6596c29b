package io.vigie.standalone.lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vigie lab tracker}: a real tracker is told, and notify killed while it is. */
@Command(
    name = "tracker",
    description =
        "Debian's Request Tracker is told of a ticket; notify is killed after each thing it wrote"
            + " there. Installs request-tracker5 where it is missing, which takes root.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class TrackerCommand implements Callable<Integer> {
  @Option(names = "--dir", paramLabel = "DIR", description = "Where everything stands.")
  private Path dir = Path.of("var", "lab");

  @Override
  public Integer call() throws Exception {
    Path own = Files.createDirectories(dir).resolve("tracker-" + ProcessHandle.current().pid());
    new TrackerLab(System.out::println).run(Files.createDirectory(own).toAbsolutePath());
    return 0;
  }
}
