package io.vigie.notify.post;

import java.time.Instant;
import java.time.InstantSource;

/** Runs faster than others. */
record FastClock(Instant start, long nanos, int times) implements InstantSource {
  FastClock(int times) {
    this(Instant.now(), System.nanoTime(), times);
  }

  @Override
  public Instant instant() {
    return start.plusNanos((System.nanoTime() - nanos) * times);
  }
}
