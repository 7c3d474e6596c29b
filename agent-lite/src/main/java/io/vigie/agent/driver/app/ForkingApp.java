package io.vigie.agent.driver.app;

import static io.vigie.agent.config.Keyword.Form.COMMAND;

import io.vigie.agent.config.Keyword;
import io.vigie.agent.config.Keywords;
import io.vigie.agent.config.ResourceDefinition;
import io.vigie.agent.driver.Driver;
import io.vigie.agent.driver.Manual;
import io.vigie.agent.driver.Observed;
import io.vigie.agent.driver.Step;
import io.vigie.agent.driver.StepFailed;
import io.vigie.agent.process.Command;
import io.vigie.agent.process.CommandRunner;
import io.vigie.contract.availability.Availability;
import java.time.Duration;
import java.util.List;

/**
 * An application whose commands start and stop it and then end. Its check says how it is; without
 * one nobody can tell, and it is n/a: then its start command runs at every start, and must not
 * mind.
 */
public final class ForkingApp implements Driver {
  public static final Manual MANUAL =
      AppCommands.manual(
          "An application whose commands start and stop it and then end. Its check says how it is;"
              + " without one nobody can tell, and it is n/a: then its start command runs at every"
              + " start, and must not mind.",
          Keyword.required("start", COMMAND, "starts it, and ends once it is started"),
          Keyword.of("stop", COMMAND, "stops it, and ends once it is stopped"));

  private final List<String> start;
  private final List<String> stop;
  private final AppCommands commands;
  private final CommandRunner runner;
  private final Check check;
  private final Info info;

  private ForkingApp(Keywords keywords, AppPlace place, CommandRunner runner) {
    keywords.required("start");
    start = keywords.argv("start");
    stop = keywords.argv("stop");
    commands = AppCommands.of(keywords, place);
    check = Check.of(keywords, commands, runner);
    info = Info.of(keywords, commands, runner);
    this.runner = runner;
  }

  public static ForkingApp of(ResourceDefinition resource, AppPlace place, CommandRunner runner) {
    return new ForkingApp(resource.keywords(), place, runner);
  }

  @Override
  public String label() {
    return Command.of(start).shown();
  }

  @Override
  public Observed status() throws StepFailed {
    return check == null ? Observed.NOT_APPLICABLE : check.look();
  }

  @Override
  public Observed glance() throws StepFailed {
    return check == null ? Observed.NOT_APPLICABLE : info.beside(check.glance());
  }

  @Override
  public Duration patience() {
    return check == null ? Duration.ZERO : check.patience().plus(info.patience());
  }

  @Override
  public void start(Step step) throws StepFailed {
    carryOut(step, start);
    if (check != null && !step.dryRun() && !step.await(step.remaining(), check::isUp)) {
      throw new StepFailed("its start command ended well, but its check does not call it up");
    }
  }

  @Override
  public void stop(Step step) throws StepFailed {
    if (stop.isEmpty()) {
      step.info("it has no stop command");
    } else {
      carryOut(step, stop);
    }
    if (check != null && !step.dryRun() && !step.await(step.remaining(), this::isDown)) {
      throw new StepFailed("its check does not call it down");
    }
  }

  private void carryOut(Step step, List<String> argv) throws StepFailed {
    try {
      step.must(commands.command(argv, runner));
    } finally {
      if (check != null) {
        check.forget();
      }
    }
  }

  private boolean isDown() {
    try {
      return check.look().status() == Availability.DOWN;
    } catch (StepFailed e) {
      return false;
    }
  }
}
