package io.vigie.agent.driver;

/** A step that did not do what it was for. The message is one line, for the log of the action. */
public class StepFailed extends Exception {
  public StepFailed(String message) {
    super(message);
  }

  public StepFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
