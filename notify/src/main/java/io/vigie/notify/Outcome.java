package io.vigie.notify;

import java.time.Duration;

/** What became of handing a message over. */
public sealed interface Outcome {
  /**
   * The other side took it.
   *
   * @param reply what it said
   */
  record Accepted(String reply) implements Outcome {}

  /** The other side does not take it, today or later. */
  record Refused(String reply) implements Outcome {}

  /**
   * Not now: the other side says to try again.
   *
   * @param after not before so long from now, as it says; zero when it says nothing of it
   */
  record Failed(String reply, Duration after) implements Outcome {
    public Failed(String reply) {
      this(reply, Duration.ZERO);
    }
  }

  /** The other side cannot be talked to, whoever the message is for. */
  record Away(String reason) implements Outcome {}

  /** It was not tried: it took so long that another process may be the sender by now. */
  record Late() implements Outcome {}
}
