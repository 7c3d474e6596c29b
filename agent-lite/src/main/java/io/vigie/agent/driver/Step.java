package io.vigie.agent.driver;

import io.vigie.agent.process.Command;
import io.vigie.agent.process.CommandResult;
import io.vigie.contract.event.LogLevel;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * One resource's part of an action: what a driver changes, it changes through this, so that a dry
 * run can say all of it and do none.
 */
public interface Step {

  /**
   * Whether the plan is only told. Drivers need it where a step rests on what an earlier one made.
   */
  boolean dryRun();

  void log(LogLevel level, String text);

  default void info(String text) {
    log(LogLevel.INFO, text);
  }

  /**
   * Runs a program that changes something; its output goes to the log.
   *
   * @return how it ended; in a dry run as if it had ended well, without output
   */
  CommandResult run(Command command);

  /**
   * Like {@link #run}, for what must not be cut where it stands: it may take its own time-out, and
   * none of the step's.
   */
  CommandResult runInItsTime(Command command);

  /** Like {@link #run}, told by who runs it: of its output only complaints go to the log. */
  default CommandResult runQuietly(Command command) {
    return run(command);
  }

  /** Like {@link #run}, for a program that must end with 0. */
  default void must(List<String> argv) throws StepFailed {
    must(Command.of(argv));
  }

  default void must(Command command) throws StepFailed {
    CommandResult result = run(command);
    if (!result.ok()) {
      throw new StepFailed(result.explain());
    }
  }

  /** Changes something without a program; a dry run only tells it. */
  void change(String description, Change change) throws StepFailed;

  /**
   * Waits for what the kernel or a process takes its time for.
   *
   * @return false when it has not come true within that time or the step's time-out; true at once
   *     in a dry run
   */
  boolean await(Duration patience, BooleanSupplier condition);

  /** What is left of the step's time-out. */
  Duration remaining();

  /** A change that the JDK makes. */
  @FunctionalInterface
  interface Change {
    void make() throws IOException, StepFailed;
  }
}
