package io.vigie.notify;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/**
 * For how long one may act on what the broker acknowledged: a process that was suspended wakes up
 * with another one in its place.
 */
public final class Lease implements BooleanSupplier {
  private final InstantSource clock;
  private final long nanos = System.nanoTime();
  private final long millis;
  private final Duration length;

  private Lease(InstantSource clock, Duration length) {
    this.clock = clock;
    this.length = length;
    millis = clock.millis();
  }

  public static Lease of(Duration length) {
    return new Lease(InstantSource.system(), length);
  }

  /** Whether it still holds. The monotonic clock may stand still while a machine sleeps. */
  @Override
  public boolean getAsBoolean() {
    return System.nanoTime() - nanos < length.toNanos()
        && clock.millis() - millis < length.toMillis();
  }
}
