package io.vigie.standalone.lab;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Waits for what must come true, never for time to pass. */
final class Until {
  private static final long LOOK_MILLIS = 20;

  private Until() {}

  /**
   * Returns once it holds; while it throws it does not.
   *
   * @return how long that took
   * @throws IllegalStateException with what was waited for and the last failure, after the limit
   */
  static Duration holds(String what, Duration limit, Callable<Boolean> condition) {
    long start = System.nanoTime();
    Exception last = null;
    while (System.nanoTime() - start < limit.toNanos()) {
      try {
        if (condition.call()) {
          return Duration.ofNanos(System.nanoTime() - start);
        }
        last = null;
      } catch (Exception e) {
        last = e;
      }
      pause();
    }
    throw new IllegalStateException(
        "after " + limit.toSeconds() + " s still not so: " + what, last);
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
