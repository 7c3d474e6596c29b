package io.vigie.agent.action;

import io.vigie.agent.driver.Driver;
import io.vigie.agent.driver.Step;
import io.vigie.agent.driver.StepFailed;
import io.vigie.contract.availability.Availability;
import java.time.Duration;

/** What is done to one resource. */
enum Turn {
  START("start", "started", "already up") {
    @Override
    Duration timeout(Resource resource) {
      return resource.definition().startTimeout();
    }

    @Override
    boolean isNeedless(Availability status) {
      return status == Availability.UP;
    }

    @Override
    void carryOut(Driver driver, Step step) throws StepFailed {
      driver.start(step);
    }
  },
  STOP("stop", "stopped", "already down") {
    @Override
    Duration timeout(Resource resource) {
      return resource.definition().stopTimeout();
    }

    @Override
    boolean isNeedless(Availability status) {
      return status == Availability.DOWN;
    }

    @Override
    void carryOut(Driver driver, Step step) throws StepFailed {
      driver.stop(step);
    }
  };

  final String word;
  final String done;
  final String already;

  Turn(String word, String done, String already) {
    this.word = word;
    this.done = done;
    this.already = already;
  }

  abstract Duration timeout(Resource resource);

  abstract boolean isNeedless(Availability status);

  abstract void carryOut(Driver driver, Step step) throws StepFailed;

  /** Whether it stands there already; a driver that cannot tell is asked to do it. */
  boolean isNeedless(Driver driver) {
    try {
      return isNeedless(driver.status().status());
    } catch (Exception e) {
      // what is wrong shows again when the driver does its work, and is told then
      return false;
    }
  }
}
