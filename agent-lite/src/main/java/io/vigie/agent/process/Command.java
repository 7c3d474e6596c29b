package io.vigie.agent.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A program to run. There is no shell: a word of the argv is a word of the program.
 *
 * @param timeout after which its whole process tree is killed; zero: what is left of the step
 * @param environment beside the agent's own
 * @param directory to run in; null for {@code /}
 * @param secrets texts that are never shown, wherever they stand
 */
public record Command(
    List<String> argv,
    Duration timeout,
    Map<String, String> environment,
    Path directory,
    Set<String> secrets) {
  public Command {
    argv = List.copyOf(argv);
    environment = Map.copyOf(environment);
    secrets = Set.copyOf(secrets);
    if (argv.isEmpty() || argv.get(0).isBlank()) {
      throw new IllegalArgumentException("a command needs a program");
    }
    if (timeout.isNegative()) {
      throw new IllegalArgumentException("a command's time-out is not negative; got " + timeout);
    }
  }

  public static Command of(String... argv) {
    return of(List.of(argv));
  }

  public static Command of(List<String> argv) {
    return new Command(argv, Duration.ZERO, Map.of(), null, Set.of());
  }

  public Command within(Duration time) {
    return new Command(argv, time, environment, directory, secrets);
  }

  public Command with(Map<String, String> variables) {
    return new Command(argv, timeout, variables, directory, secrets);
  }

  public Command in(Path where) {
    return new Command(argv, timeout, environment, where, secrets);
  }

  public Command hiding(Set<String> texts) {
    return new Command(argv, timeout, environment, directory, texts);
  }

  /** As people may read it: words with blanks quoted, secrets masked. */
  public String shown() {
    return Masked.argv(argv, secrets);
  }
}
