package io.vigie.agent.driver.command;

import io.vigie.agent.driver.Observed;
import io.vigie.agent.driver.StepFailed;
import io.vigie.agent.process.Command;
import io.vigie.agent.process.CommandResult;
import java.util.List;

/**
 * What a program is asked and told about one thing it looks after.
 *
 * @param look best one that tells of all things of the kind: then one run serves every resource
 * @param reading what that says of this one
 * @param force tried when {@code stop} did not bring it down; none when there is nothing harder
 */
public record Recipe(
    String label, Command look, Reading reading, Commands start, Commands stop, Commands force) {
  public static final Commands NOTHING = seen -> List.of();

  public Recipe(String label, Command look, Reading reading, Commands start, Commands stop) {
    this(label, look, reading, start, stop, NOTHING);
  }

  /** Reads a look. */
  @FunctionalInterface
  public interface Reading {
    /**
     * @throws StepFailed when it does not tell
     */
    Observed read(CommandResult look) throws StepFailed;
  }

  /** What to run after a look. */
  @FunctionalInterface
  public interface Commands {
    /**
     * @throws StepFailed when what was seen forbids it
     */
    List<Command> after(CommandResult look) throws StepFailed;
  }

  /** The same one command, whatever was seen. */
  public static Commands always(String... argv) {
    return seen -> List.of(Command.of(argv));
  }
}
