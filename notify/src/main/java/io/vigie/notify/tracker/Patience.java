package io.vigie.notify.tracker;

import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.common.utils.ExponentialBackoff;

/**
 * How long a tracker is tried.
 *
 * @param again waits before something is tried again, by how often it was
 * @param limit how long one thing is that the tracker puts off
 */
record Patience(ExponentialBackoff again, Duration limit) {
  private static final Duration LONGEST = Duration.ofMinutes(6);

  static final Patience USUAL =
      new Patience(new ExponentialBackoff(5_000, 2, 300_000, 0.2), Duration.ofDays(5));

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
