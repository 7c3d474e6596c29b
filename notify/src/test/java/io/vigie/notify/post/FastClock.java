package io.vigie.notify.post;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Runs faster than others, from half a day before now: a broker refuses a record of more than an
 * hour after its own time.
 */
record FastClock(Instant start, long nanos, int times) implements InstantSource {
  FastClock(int times) {
    this(Instant.now().minus(Duration.ofHours(12)), System.nanoTime(), times);
  }

  @Override
  public Instant instant() {
    return start.plusNanos((System.nanoTime() - nanos) * times);
  }
}
