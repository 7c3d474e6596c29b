package io.vigie.agent.driver;

/** What is run to its end now and then. */
public interface Task extends Driver {

  /**
   * @throws StepFailed when it did not end well
   */
  void run(Step step) throws StepFailed;
}
