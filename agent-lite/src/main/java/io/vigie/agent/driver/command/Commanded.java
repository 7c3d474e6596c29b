package io.vigie.agent.driver.command;

import io.vigie.agent.driver.Driver;
import io.vigie.agent.driver.Observed;
import io.vigie.agent.driver.Recent;
import io.vigie.agent.driver.Step;
import io.vigie.agent.driver.StepFailed;
import io.vigie.agent.process.Command;
import io.vigie.agent.process.CommandResult;
import io.vigie.contract.availability.Availability;
import io.vigie.contract.event.LogLevel;
import java.time.Duration;

/** A resource that is looked at, brought up and brought down by commands of one program. */
public record Commanded(Recipe recipe, Looks looks) implements Driver {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

  @Override
  public String label() {
    return recipe.label();
  }

  @Override
  public Observed status() throws StepFailed {
    return recipe.reading().read(looks.now(recipe.look()));
  }

  @Override
  public Observed glance() throws StepFailed {
    return recipe.reading().read(looks.recent(recipe.look()));
  }

  @Override
  public Duration patience() {
    return Looks.patience(recipe.look());
  }

  @Override
  public void start(Step step) throws StepFailed {
    CommandResult seen = looks.now(recipe.look());
    Observed before = recipe.reading().read(seen);
    if (before.status() == Availability.UP) {
      return;
    }
    carryOut(step, recipe.start(), seen);
    if (!becomes(step, Availability.UP, step.remaining())) {
      throw new StepFailed("its commands ended well, but it is " + now());
    }
  }

  @Override
  public void stop(Step step) throws StepFailed {
    CommandResult seen = looks.now(recipe.look());
    if (recipe.reading().read(seen).status() == Availability.DOWN) {
      step.info("it is down");
      return;
    }
    carryOut(step, recipe.stop(), seen);
    boolean last = recipe.force() == Recipe.NOTHING;
    Duration patience = last ? step.remaining() : step.remaining().multipliedBy(3).dividedBy(4);
    if (becomes(step, Availability.DOWN, patience)) {
      return;
    }
    if (!last) {
      step.log(LogLevel.WARN, "not down after " + patience.toSeconds() + " s");
      carryOut(step, recipe.force(), seen);
    }
    if (!becomes(step, Availability.DOWN, step.remaining())) {
      throw new StepFailed("its commands ended well, but it is " + now());
    }
  }

  private void carryOut(Step step, Recipe.Commands commands, CommandResult seen) throws StepFailed {
    try {
      for (Command each : commands.after(seen)) {
        step.must(each);
      }
    } finally {
      looks.forget(recipe.look());
    }
  }

  private boolean becomes(Step step, Availability wanted, Duration patience) {
    Recent<Observed> look = new Recent<>(this::status, BETWEEN_LOOKS);
    return step.await(patience, () -> is(wanted, look));
  }

  private static boolean is(Availability wanted, Recent<Observed> look) {
    try {
      return look.glance().status() == wanted;
    } catch (StepFailed e) {
      // a program that is busy with it may not tell; asked again until the time is up
      return false;
    }
  }

  private String now() throws StepFailed {
    Observed now = status();
    return now.status().wire()
        + now.log().stream().map(line -> ": " + line.text()).reduce("", String::concat);
  }
}
