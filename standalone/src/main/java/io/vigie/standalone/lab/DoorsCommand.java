package io.vigie.standalone.lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vigie lab doors}: what becomes of records that nobody should send. */
@Command(
    name = "doors",
    description = "Sends records that break every rule, and tells what became of each.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class DoorsCommand implements Callable<Integer> {
  @Option(names = "--dir", paramLabel = "DIR", description = "Where broker and tables stand.")
  private Path dir = Path.of("var", "lab");

  @Override
  public Integer call() throws Exception {
    Path own = Files.createDirectories(dir).resolve("doors-" + ProcessHandle.current().pid());
    Doors.Outcome outcome = new Doors(System.out::println).run(Files.createDirectory(own));
    outcome.refusedByBroker().forEach(what -> System.out.println("refused by the broker: " + what));
    outcome
        .rejected()
        .forEach((where, why) -> System.out.println("rejected: " + why + ", " + where));
    outcome.wrong().forEach(what -> System.out.println("WRONG: " + what));
    return outcome.wrong().isEmpty() && outcome.rejected().equals(outcome.expected()) ? 0 : 1;
  }
}
