package io.vigie.agent.driver;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What a look said last, for who looks all the time: while that is fresh nothing is asked. That it
 * failed is an answer too, or all who ask would wait for it one after the other.
 */
public final class Recent<T> {
  private final Look<T> look;
  private final Duration fresh;
  private final AtomicReference<Said<T>> last = new AtomicReference<>(Said.nothing());

  /**
   * @param fresh how old an answer may be
   */
  public Recent(Look<T> look, Duration fresh) {
    this.look = look;
    this.fresh = fresh;
  }

  /** Asks whatever tells. */
  @FunctionalInterface
  public interface Look<T> {
    T look() throws StepFailed;
  }

  /**
   * @param failure why it does not tell; null when it does
   */
  private record Said<T>(T what, StepFailed failure, long at) {
    static <T> Said<T> nothing() {
      return new Said<>(null, null, 0);
    }

    boolean isAnything() {
      return what != null || failure != null;
    }

    T told() throws StepFailed {
      if (failure != null) {
        throw new StepFailed(failure.getMessage(), failure);
      }
      return what;
    }
  }

  /** What it says now. Never waits for another who looks: it may be one that acts. */
  public T now() throws StepFailed {
    Said<T> before = last.get();
    T now = null;
    StepFailed failure = null;
    try {
      now = look.look();
      return now;
    } catch (StepFailed e) {
      failure = e;
      throw e;
    } finally {
      // unless something was done meanwhile to what it looks at
      last.compareAndSet(before, new Said<>(now, failure, System.nanoTime()));
    }
  }

  /** What it said last, unless that is old; of several who ask at a time one looks. */
  public synchronized T glance() throws StepFailed {
    Said<T> said = last.get();
    boolean isFresh = said.isAnything() && System.nanoTime() - said.at() < fresh.toNanos();
    return isFresh ? said.told() : now();
  }

  public void forget() {
    last.set(Said.nothing());
  }
}
