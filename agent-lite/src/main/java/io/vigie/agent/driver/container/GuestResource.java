package io.vigie.agent.driver.container;

import io.vigie.agent.config.Guest;
import io.vigie.agent.driver.Driver;
import io.vigie.agent.driver.Observed;
import io.vigie.agent.driver.Step;
import io.vigie.agent.driver.StepFailed;
import io.vigie.agent.driver.Unreached;
import io.vigie.contract.availability.Availability;
import java.time.Duration;

/** A resource that the agent inside a container looks after, as the host of that one sees it. */
record GuestResource(String label, Guest guest, Driver container, Inside inside) implements Driver {

  /** One of the two ways to look. */
  @FunctionalInterface
  private interface Look {
    Said look() throws Unreached;
  }

  @Override
  public Observed status() throws Exception {
    return observed(container.status(), inside::now);
  }

  @Override
  public Observed glance() throws Exception {
    return observed(container.glance(), inside::glance);
  }

  private Observed observed(Observed outside, Look look) {
    if (outside.status() != Availability.UP) {
      // what it said before the container went says nothing of the next one
      inside.forget();
    }
    return switch (outside.status()) {
      case UP -> within(look);
      case DOWN, NA -> Observed.of(outside.status());
      case WARN, UNDEF, STDBY_UP, STDBY_DOWN ->
          unknown(
              guest.container() + " is " + outside.status() + ": " + guest.node() + " not asked");
    };
  }

  private Observed within(Look look) {
    try {
      Observed said = look.look().resources().get(guest.rid());
      return said == null
          ? unknown(
              "the agent in "
                  + guest.node()
                  + " has no "
                  + guest.rid()
                  + ": its file of the service must be the same as here")
          : said;
    } catch (Unreached e) {
      return unknown(silent(e));
    }
  }

  private static Observed unknown(String why) {
    return Observed.of(Availability.UNDEF).warning(why);
  }

  private String silent(Unreached why) {
    return "the agent in " + guest.node() + " does not tell: " + why.getMessage();
  }

  @Override
  public long sign() {
    return inside.sign();
  }

  @Override
  public Duration patience() {
    return container.patience().plus(inside.patience());
  }

  @Override
  public void start(Step step) throws StepFailed {
    // one that has just come up takes its time
    if (!step.await(step.remaining().multipliedBy(3).dividedBy(4), this::answers)) {
      reach();
    }
    act(step, "start");
  }

  @Override
  public void stop(Step step) throws StepFailed {
    if (!step.dryRun()) {
      reach();
    }
    act(step, "stop");
  }

  void act(Step step, String action) throws StepFailed {
    try {
      step.must(inside.way().act(action, guest.rid().toString()));
    } finally {
      inside.forget();
    }
  }

  private boolean answers() {
    try {
      reach();
      return true;
    } catch (Unreached e) {
      return false;
    }
  }

  private void reach() throws Unreached {
    if (inside.hasAnswered()) {
      return;
    }
    try {
      inside.now();
    } catch (Unreached e) {
      throw new Unreached(silent(e));
    }
  }
}
