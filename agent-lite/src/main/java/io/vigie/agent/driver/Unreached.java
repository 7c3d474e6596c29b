package io.vigie.agent.driver;

/**
 * Whoever looks after a resource inside a container did not answer: nothing is known of it, and
 * nothing was done. It ends with its container.
 */
public final class Unreached extends StepFailed {
  private static final long serialVersionUID = 1;

  public Unreached(String message) {
    super(message);
  }
}
