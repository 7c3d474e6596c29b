package io.vigie.agent.process;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Runs programs. Never throws for what a program does, or for one that is not there. */
public interface CommandRunner {
  /** Variable that names a run to all that it starts; a command may bring its own name. */
  String MARK = "VIGIE_RUN";

  /** Runs it to its end; each line of output is handed over as it comes. */
  CommandResult run(Command command, Consumer<OutputLine> live);

  /**
   * The same, killed with its process tree as soon as nobody wants it any more.
   *
   * @param unwanted asked all the time while it runs; costs nothing
   */
  default CommandResult run(Command command, Consumer<OutputLine> live, BooleanSupplier unwanted) {
    return run(command, live);
  }

  default CommandResult run(Command command) {
    return run(command, line -> {});
  }

  /**
   * Starts a program that outlives the agent, as leader of a session of its own.
   *
   * @param log file its output is appended to; null throws it away
   * @throws java.io.IOException when it cannot be started
   */
  Detached detach(Command command, Path log) throws java.io.IOException;

  /** Whether anything lives that a run of that name started, whoever asked for the run. */
  default boolean runs(String mark) {
    return false;
  }

  /** Kills all of it. */
  default void kill(String mark) {}

  /** Where that program is; empty when it is not installed. */
  Optional<Path> find(String program);

  /** A detached program, as far as its starter still knows it. */
  interface Detached {
    long pid();

    /** Its exit code; empty while it runs. */
    Optional<Integer> exit();
  }
}
