package io.vigie.agent.driver.app;

import static io.vigie.agent.config.Keyword.Form.COMMAND;

import io.vigie.agent.config.Keyword;
import io.vigie.agent.config.Keywords;
import io.vigie.agent.config.ResourceDefinition;
import io.vigie.agent.driver.Manual;
import io.vigie.agent.driver.Observed;
import io.vigie.agent.driver.Step;
import io.vigie.agent.driver.StepFailed;
import io.vigie.agent.driver.Task;
import io.vigie.agent.process.Command;
import io.vigie.agent.process.CommandResult;
import io.vigie.agent.process.CommandRunner;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A command that is run to its end now and then: up when its last run ended well, or n/a. */
public final class HostTask implements Task {
  public static final Manual MANUAL =
      AppCommands.taskManual(
          "A command that is run to its end now and then: up while its last run on this node ended"
              + " with 0, down while it did not, n/a before its first. A start and a stop of the"
              + " service leave it alone.",
          Keyword.required("command", COMMAND, "what is run"));

  private final List<String> command;
  private final AppCommands commands;
  private final AppPlace place;
  private final CommandRunner runner;

  private HostTask(Keywords keywords, AppPlace place, CommandRunner runner) {
    keywords.required("command");
    command = keywords.argv("command");
    commands = AppCommands.of(keywords, place);
    this.place = place;
    this.runner = runner;
  }

  public static HostTask of(ResourceDefinition resource, AppPlace place, CommandRunner runner) {
    return new HostTask(resource.keywords(), place, runner);
  }

  @Override
  public String label() {
    return Command.of(command).shown();
  }

  @Override
  public Observed status() throws IOException {
    Optional<AppPlace.Run> last = place.lastRun();
    if (last.isEmpty()) {
      return Observed.NOT_APPLICABLE;
    }
    return last.get().exit() == 0
        ? Observed.UP
        : Observed.DOWN.error(
            "its last run ended with " + last.get().exit() + " on " + last.get().at());
  }

  @Override
  public void run(Step step) throws StepFailed {
    CommandResult result = step.run(commands.command(command, runner));
    step.change("note that it ended with " + result.exit(), () -> place.ran(result.exit()));
    if (!result.ok()) {
      throw new StepFailed(result.explain());
    }
  }

  @Override
  public void start(Step step) {
    step.info("a task is run, not started");
  }

  @Override
  public void stop(Step step) {
    step.info("a task ends by itself");
  }
}
