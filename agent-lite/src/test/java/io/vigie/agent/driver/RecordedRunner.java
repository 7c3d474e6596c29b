package io.vigie.agent.driver;

import io.vigie.agent.process.Command;
import io.vigie.agent.process.CommandResult;
import io.vigie.agent.process.CommandRunner;
import io.vigie.agent.process.OutputLine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Runs nothing: keeps what it was asked to run, and answers as told. */
final class RecordedRunner implements CommandRunner {
  final List<Command> asked = new ArrayList<>();
  final List<String> detached = new ArrayList<>();
  int exit;
  List<String> output = List.of();
  boolean installed = true;

  /** Answers for some programs; null: as the others. */
  Function<String, Answer> answers = argv -> null;

  record Answer(int exit, List<String> output, boolean error) {
    static Answer error(int exit, String output) {
      return new Answer(exit, output.lines().toList(), true);
    }

    static Answer of(int exit, String output) {
      return new Answer(exit, output.lines().toList(), false);
    }
  }

  /** The argvs, each as one text. */
  List<String> argvs() {
    return asked.stream().map(each -> String.join(" ", each.argv())).toList();
  }

  @Override
  public CommandResult run(Command command, Consumer<OutputLine> live) {
    asked.add(command);
    Answer answer = answers.apply(String.join(" ", command.argv()));
    if (answer == null) {
      answer = new Answer(exit, output, false);
    }
    boolean error = answer.error();
    List<OutputLine> lines =
        answer.output().stream().map(text -> new OutputLine(error, text)).toList();
    return new CommandResult(command, answer.exit(), false, lines, 0, Duration.ZERO, 1);
  }

  @Override
  public Detached detach(Command command, Path log) {
    detached.add(String.join(" ", command.argv()));
    return new Detached() {
      @Override
      public long pid() {
        return Long.MAX_VALUE;
      }

      @Override
      public Optional<Integer> exit() {
        return Optional.empty();
      }
    };
  }

  @Override
  public Optional<Path> find(String program) {
    return installed ? Optional.of(Path.of("/usr/bin", program)) : Optional.empty();
  }
}
