package io.vigie.agent.driver;

import java.time.Duration;

/** Does what another driver does, and more. */
public interface Around extends Driver {
  Driver inner();

  @Override
  default String label() {
    return inner().label();
  }

  @Override
  default Observed status() throws Exception {
    return inner().status();
  }

  @Override
  default Observed glance() throws Exception {
    return inner().glance();
  }

  @Override
  default long sign() {
    return inner().sign();
  }

  @Override
  default Duration patience() {
    return inner().patience();
  }

  @Override
  default void start(Step step) throws StepFailed {
    inner().start(step);
  }

  @Override
  default void stop(Step step) throws StepFailed {
    inner().stop(step);
  }
}
