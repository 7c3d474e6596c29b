package io.vigie.agent.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Programs of a machine that is not here: what each printed there. */
public final class Programs implements CommandRunner {
  private final Map<String, Printed> programs = new LinkedHashMap<>();

  /** The argvs that were run, each as one text. */
  public final List<String> asked = new ArrayList<>();

  private record Printed(int exit, boolean error, String text) {}

  public Programs print(String program, String text) {
    programs.put(program, new Printed(0, false, text));
    return this;
  }

  public Programs fail(String program, int exit, String text) {
    programs.put(program, new Printed(exit, true, text));
    return this;
  }

  @Override
  public CommandResult run(Command command, Consumer<OutputLine> live) {
    asked.add(String.join(" ", command.argv()));
    Printed printed = programs.get(command.argv().get(0));
    List<OutputLine> lines =
        printed.text().lines().map(text -> new OutputLine(printed.error(), text)).toList();
    return new CommandResult(command, printed.exit(), false, lines, 0, Duration.ZERO, 1);
  }

  @Override
  public Detached detach(Command command, Path log) {
    throw new UnsupportedOperationException("looks start nothing");
  }

  @Override
  public Optional<Path> find(String program) {
    return Optional.of(Path.of("/usr/sbin", program)).filter(at -> programs.containsKey(program));
  }
}
