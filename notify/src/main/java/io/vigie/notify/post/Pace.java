package io.vigie.notify.post;

import io.vigie.contract.event.Delivery;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.common.utils.ExponentialBackoff;

/**
 * How often messages go out, and how much is in one.
 *
 * @param gap between two that one recipient gets
 * @param most notifications in one
 * @param again waits before something is tried again, by how often it was
 * @param longest that something waits at all, whatever the other side says
 * @param patience how long a message that is put off is tried
 */
record Pace(Duration gap, int most, ExponentialBackoff again, Duration longest, Duration patience) {
  private static final ExponentialBackoff SLOWER = new ExponentialBackoff(5_000, 2, 300_000, 0.2);

  static final Pace MAIL =
      new Pace(
          Duration.ofMinutes(1),
          Delivery.MOST_NOTIFICATIONS,
          SLOWER,
          Duration.ofMinutes(6),
          // as mail servers do
          Duration.ofDays(5));

  /** A program is called once for each thing; a storm must not be one for it. */
  static final Pace WEBHOOK =
      new Pace(Duration.ofMillis(50), 1, SLOWER, Duration.ofHours(1), Duration.ofDays(2));

  /** What chats take of one hook is about one a second; people read less. */
  static final Pace CHAT =
      new Pace(Duration.ofSeconds(5), 100, SLOWER, Duration.ofHours(1), Duration.ofDays(2));

  /** Whether a moment came. One further away than any wait was told by a clock that was ahead. */
  boolean hasCome(Instant moment, Instant now) {
    return !now.isBefore(moment) || moment.isAfter(now.plus(longest));
  }

  /**
   * @param attempt counts from 1
   */
  Instant again(int attempt, Instant now) {
    return now.plusMillis(again.backoff(attempt - 1L));
  }

  /**
   * @param after not before so long from now, within reason
   */
  Instant again(int attempt, Duration after, Instant now) {
    Instant own = again(attempt, now);
    Instant theirs = now.plus(after.compareTo(longest) < 0 ? after : longest);
    return theirs.isAfter(own) ? theirs : own;
  }
}
