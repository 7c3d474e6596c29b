package io.vigie.agent.driver;

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
  default void start(Step step) throws StepFailed {
    inner().start(step);
  }

  @Override
  default void stop(Step step) throws StepFailed {
    inner().stop(step);
  }
}
