package io.vigie.agent.driver;

/** What can be made before its first start, and taken away for good after its last stop. */
public interface Provisionable extends Driver {

  Ownership ownership();

  /**
   * Makes what a start needs; called unless {@link Observed#provisioned} says that it is there.
   * Never writes over what it did not make.
   */
  void provision(Step step) throws StepFailed;

  /** Takes away what {@link #provision} made here, with all that is in it; it is stopped. */
  void unprovision(Step step) throws StepFailed;
}
