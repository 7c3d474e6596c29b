package io.vigie.agent.action;

import io.vigie.agent.config.Phase;
import io.vigie.agent.driver.Driver;
import io.vigie.agent.driver.Exclusive;
import io.vigie.agent.driver.Observed;
import io.vigie.agent.driver.Provisionable;
import io.vigie.agent.driver.Step;
import io.vigie.agent.driver.StepFailed;
import io.vigie.agent.driver.Task;
import io.vigie.agent.driver.sync.Sync;
import io.vigie.contract.availability.Availability;
import java.time.Duration;

/** What is done to one resource. */
enum Turn {
  /** Whether somebody else has it: asked of all, before the first one is touched. */
  TEST("conflict test", "", "already up", Phase.START) {
    @Override
    boolean suits(Driver driver) {
      return driver instanceof Exclusive;
    }

    @Override
    boolean isNeedless(Observed seen) {
      return seen.status() == Availability.UP;
    }

    @Override
    void carryOut(Driver driver, Step step) throws StepFailed {
      ((Exclusive) driver).checkFree(step);
    }
  },
  START("start", "started", "already up", Phase.START) {
    @Override
    boolean isNeedless(Observed seen) {
      return seen.status() == Availability.UP;
    }

    @Override
    void carryOut(Driver driver, Step step) throws StepFailed {
      driver.start(step);
    }
  },
  STOP("stop", "stopped", "already down", Phase.STOP) {
    @Override
    boolean isNeedless(Observed seen) {
      return seen.status() == Availability.DOWN;
    }

    @Override
    void carryOut(Driver driver, Step step) throws StepFailed {
      driver.stop(step);
    }
  },
  PROVISION("provision", "provisioned", "already provisioned", Phase.PROVISION) {
    @Override
    boolean suits(Driver driver) {
      return driver instanceof Provisionable made && made.ownership().makes();
    }

    @Override
    boolean isNeedless(Observed seen) {
      return Boolean.TRUE.equals(seen.provisioned());
    }

    @Override
    void carryOut(Driver driver, Step step) throws StepFailed {
      ((Provisionable) driver).provision(step);
    }
  },
  UNPROVISION("unprovision", "unprovisioned", "already unprovisioned", Phase.UNPROVISION) {
    @Override
    boolean suits(Driver driver) {
      return driver instanceof Provisionable made && made.ownership().takes();
    }

    @Override
    boolean isNeedless(Observed seen) {
      return Boolean.FALSE.equals(seen.provisioned());
    }

    @Override
    void carryOut(Driver driver, Step step) throws StepFailed {
      ((Provisionable) driver).unprovision(step);
    }
  },
  /** The service itself: programs before the first resource, or after the last. */
  AROUND("programs", "", "", Phase.RUN) {
    @Override
    boolean isNeedless(Observed seen) {
      return false;
    }

    @Override
    void carryOut(Driver driver, Step step) {
      // its programs are all there is to it
    }
  },
  RUN("run", "ran", "", Phase.RUN) {
    @Override
    boolean suits(Driver driver) {
      return driver instanceof Task;
    }

    @Override
    boolean isNeedless(Observed seen) {
      return false;
    }

    @Override
    void carryOut(Driver driver, Step step) throws StepFailed {
      ((Task) driver).run(step);
    }
  },
  /** A part of a copy: its walk says which. */
  SYNC("sync", "", "", Phase.SYNC) {
    @Override
    boolean suits(Driver driver) {
      return driver instanceof Sync;
    }

    @Override
    boolean isNeedless(Observed seen) {
      return false;
    }

    @Override
    void carryOut(Driver driver, Step step) {
      throw new IllegalStateException("a copy is made target by target");
    }
  };

  final String word;

  /** Empty when that it went well is no news. */
  final String done;

  final String already;
  final Phase phase;

  Turn(String word, String done, String already, Phase phase) {
    this.word = word;
    this.done = done;
    this.already = already;
    this.phase = phase;
  }

  /** Whether that can be done to it at all. */
  boolean suits(Driver driver) {
    return true;
  }

  Duration timeout(Resource resource) {
    return resource.definition().manner(phase).timeout();
  }

  abstract boolean isNeedless(Observed seen);

  abstract void carryOut(Driver driver, Step step) throws StepFailed;

  /** Whether it stands there already; a driver that cannot tell is asked to do it. */
  boolean isNeedless(Driver driver) {
    return isNeedless(look(driver));
  }

  /** Undef where the driver cannot tell. */
  static Observed look(Driver driver) {
    try {
      return driver.status();
    } catch (Exception e) {
      // what is wrong shows again when the driver does its work, and is told then
      return Observed.of(Availability.UNDEF);
    }
  }
}
