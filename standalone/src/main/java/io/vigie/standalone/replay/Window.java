package io.vigie.standalone.replay;

import io.vigie.filter.Moments;
import java.time.Duration;
import java.time.Instant;

/**
 * From when to when alerts are asked for, append time.
 *
 * @param lead how long before it changes are read; null for all that there are
 */
record Window(Instant from, Instant to, Duration lead) {
  /**
   * @param lead null for all
   * @throws IllegalArgumentException naming the option, the value and the rule
   */
  static Window of(String from, String to, String lead, Instant now) {
    Instant begin = Instant.ofEpochMilli(named("--from", from, now).from());
    Moments.Named end = named("--to", to, now);
    // a date means all of it
    Instant last = Instant.ofEpochMilli(Math.max(end.from(), end.to() - 1));
    Instant until = last.isAfter(now) ? now : last;
    if (!begin.isBefore(until)) {
      throw new IllegalArgumentException(
          "--from must be before --to, and before now; got " + begin + " and " + until);
    }
    return new Window(begin, until, lead == null ? null : duration(lead));
  }

  private static Moments.Named named(String option, String text, Instant now) {
    try {
      return Moments.named(text, now.toEpochMilli());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(option + " is " + e.getMessage(), e);
    }
  }

  private static Duration duration(String text) {
    long millis = Moments.duration(text);
    if (millis < 0) {
      throw new IllegalArgumentException(
          "--lead is a duration such as 12h or 2d (units s m h d w); got \"" + text + '"');
    }
    return Duration.ofMillis(millis);
  }

  /** Append time from which changes are read; 0 for the beginning. */
  long readFromMillis() {
    return lead == null ? 0 : Math.max(0, from.minus(lead).toEpochMilli());
  }
}
