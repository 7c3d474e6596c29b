package io.vigie.agent.driver;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/** What a look said last, for who looks all the time: while that is fresh nothing is asked. */
public final class Recent<T> {
  private final Look<T> look;
  private final Duration fresh;
  private final AtomicReference<Said<T>> last = new AtomicReference<>(new Said<>(null, 0));

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

  private record Said<T>(T what, long at) {}

  /** What it says now. Never waits for another who looks: it may be one that acts. */
  public T now() throws StepFailed {
    Said<T> before = last.get();
    T now = look.look();
    // unless something was done meanwhile to what it looks at
    last.compareAndSet(before, new Said<>(now, System.nanoTime()));
    return now;
  }

  /** What it said last, unless that is old; of several who ask at a time one looks. */
  public synchronized T glance() throws StepFailed {
    Said<T> said = last.get();
    boolean isFresh = said.what() != null && System.nanoTime() - said.at() < fresh.toNanos();
    return isFresh ? said.what() : now();
  }

  public void forget() {
    last.set(new Said<>(null, 0));
  }
}
