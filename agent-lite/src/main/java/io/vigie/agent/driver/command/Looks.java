package io.vigie.agent.driver.command;

import io.vigie.agent.driver.Recent;
import io.vigie.agent.driver.StepFailed;
import io.vigie.agent.process.Command;
import io.vigie.agent.process.CommandResult;
import io.vigie.agent.process.CommandRunner;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Looks that drivers share: the same command asked by many within seconds is run once. */
public final class Looks {
  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final Duration FRESH = Duration.ofSeconds(5);

  private final Map<Command, Recent<CommandResult>> looks = new ConcurrentHashMap<>();
  private final CommandRunner runner;

  public Looks(CommandRunner runner) {
    this.runner = runner;
  }

  /** For who acts. */
  public CommandResult now(Command command) throws StepFailed {
    return look(command).now();
  }

  /** For who looks all the time. */
  public CommandResult recent(Command command) throws StepFailed {
    return look(command).glance();
  }

  /** Something was done to what it looks at. */
  public void forget(Command command) {
    look(command).forget();
  }

  private Recent<CommandResult> look(Command command) {
    return looks.computeIfAbsent(command, each -> new Recent<>(() -> run(each), FRESH));
  }

  /** Longest it may take. */
  public static Duration patience(Command command) {
    return command.timeout().isZero() ? LONGEST : command.timeout();
  }

  private CommandResult run(Command command) throws StepFailed {
    String program = command.argv().get(0);
    if (runner.find(program).isEmpty()) {
      throw new StepFailed(program + " is not installed on this node");
    }
    CommandResult result = runner.run(command.within(patience(command)));
    if (result.timedOut()) {
      throw new StepFailed(result.explain());
    }
    return result;
  }
}
