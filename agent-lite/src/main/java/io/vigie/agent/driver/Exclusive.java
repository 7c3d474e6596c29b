package io.vigie.agent.driver;

/**
 * What only one node may have: whether another has it is asked before an action touches anything.
 */
public interface Exclusive extends Driver {

  /**
   * Asks, and changes nothing that a stop would not leave so; called unless it is up here.
   *
   * @throws StepFailed when somebody else has it, or that cannot be told
   */
  void checkFree(Step step) throws StepFailed;
}
