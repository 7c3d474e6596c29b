package io.vigie.notify.tracker;

import io.vigie.notify.Outcome;

/** A tracker did not do what it was asked. */
final class Trouble extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Outcome outcome;

  private Trouble(String message, Outcome outcome) {
    super(message);
    this.outcome = outcome;
  }

  /** It does not take this, today or later. */
  static Trouble refused(String reason) {
    return new Trouble(reason, new Outcome.Refused(reason));
  }

  /** It may take this later. */
  static Trouble failed(String reason) {
    return new Trouble(reason, new Outcome.Failed(reason));
  }

  /** It takes nothing at all, until it is back or somebody mends its channel. */
  static Trouble away(String reason) {
    return new Trouble(reason, new Outcome.Away(reason));
  }

  /** Another process may be at it by now. */
  static Trouble late() {
    return new Trouble("too late", new Outcome.Late());
  }

  /** What was asked for is not there. */
  boolean isMissing() {
    return getMessage().startsWith("HTTP 404 ");
  }

  Outcome outcome() {
    return outcome;
  }
}
