package io.vigie.notify.post;

import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.common.utils.ExponentialBackoff;

/**
 * How often mails go out.
 *
 * @param gap between two mails that one recipient gets
 * @param again waits before something is tried again, by how often it was
 * @param patience how long a mail that a server puts off is tried
 */
record Pace(Duration gap, ExponentialBackoff again, Duration patience) {
  private static final Duration LONGEST = Duration.ofMinutes(6);

  static final Pace USUAL =
      new Pace(
          Duration.ofMinutes(1),
          new ExponentialBackoff(5_000, 2, 300_000, 0.2),
          // as mail servers do
          Duration.ofDays(5));

  /** Whether a moment came. One further away than any wait was told by a clock that was ahead. */
  static boolean hasCome(Instant moment, Instant now) {
    return !now.isBefore(moment) || moment.isAfter(now.plus(LONGEST));
  }

  /**
   * @param attempt counts from 1
   */
  Instant again(int attempt, Instant now) {
    return now.plusMillis(again.backoff(attempt - 1L));
  }
}
