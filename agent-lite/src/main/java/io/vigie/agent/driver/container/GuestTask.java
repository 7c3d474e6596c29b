package io.vigie.agent.driver.container;

import io.vigie.agent.driver.Around;
import io.vigie.agent.driver.Step;
import io.vigie.agent.driver.StepFailed;
import io.vigie.agent.driver.Task;

/** A task of the agent inside a container. */
record GuestTask(GuestResource inner) implements Around, Task {

  @Override
  public void run(Step step) throws StepFailed {
    inner.act(step, "run");
  }
}
