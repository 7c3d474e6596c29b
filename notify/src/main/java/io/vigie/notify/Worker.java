package io.vigie.notify;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A thread that takes one turn after the other, a while apart, until it is closed. */
public final class Worker {
  private final Thread thread;
  private final CountDownLatch closing = new CountDownLatch(1);

  /**
   * @param again between the end of a turn and the next
   * @param turn catches what may befall it; lasts until it fails, or {@link #isClosing}
   * @param last what follows the last turn
   */
  public Worker(String name, Duration again, Runnable turn, Runnable last) {
    thread =
        new Thread(
            () -> {
              while (!isClosing()) {
                turn.run();
                pause(again);
              }
              last.run();
            },
            name);
  }

  public Worker(String name, Duration again, Runnable turn) {
    this(name, again, turn, () -> {});
  }

  public void begin() {
    thread.start();
  }

  public boolean isClosing() {
    return closing.getCount() == 0;
  }

  private void pause(Duration again) {
    try {
      closing.await(again.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closing.countDown();
    }
  }

  /** No turn is begun any more. */
  public void stop() {
    closing.countDown();
  }

  /** What is under way is waited for, so long at most. */
  public void close(Duration within) {
    stop();
    try {
      thread.join(within.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
