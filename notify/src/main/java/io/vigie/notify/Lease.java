package io.vigie.notify;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/**
 * For how long one may act on what the broker acknowledged last: a process that was suspended wakes
 * up with another one in its place.
 */
public final class Lease implements BooleanSupplier {
  // the monotonic clock may stand still while a machine sleeps
  private record Stamp(long nanos, long millis) {}

  private final InstantSource clock = InstantSource.system();
  private final Duration length;
  private volatile boolean ended;
  private volatile Stamp asked = stamp();

  private Lease(Duration length) {
    this.length = length;
  }

  public static Lease of(Duration length) {
    return new Lease(length);
  }

  /** To be run when the broker has acknowledged what it is asked from now on. */
  public Runnable renewal() {
    Stamp now = stamp();
    return () -> asked = now;
  }

  /** Nothing renews it any more. */
  public void end() {
    ended = true;
  }

  /** Whether it still holds. */
  @Override
  public boolean getAsBoolean() {
    if (ended) {
      return false;
    }
    Stamp now = stamp();
    Stamp last = asked;
    return now.nanos - last.nanos < length.toNanos()
        && now.millis - last.millis < length.toMillis();
  }

  private Stamp stamp() {
    return new Stamp(System.nanoTime(), clock.millis());
  }
}
