package io.vigie.agent.daemon;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;

/**
 * Runs looks at services one after the other; when one hangs, another worker goes on with those
 * that wait. So a node that is well needs one thread, and one whose storage hangs still sees the
 * rest.
 */
final class Looks implements Executor {
  private static final long STUCK_NANOS = Duration.ofMillis(200).toNanos();
  private static final int MOST_WORKERS = 64;

  private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
  private final Executor threads;
  private final Runnable looked;
  private int workers;
  private long lastBegun;

  /**
   * @param looked called after each look
   */
  Looks(Executor threads, Runnable looked) {
    this.threads = threads;
    this.looked = looked;
  }

  @Override
  public void execute(Runnable look) {
    waiting.add(look);
    tend();
  }

  /** Finds a worker for what waits; call it now and then. */
  synchronized void tend() {
    boolean stuck = System.nanoTime() - lastBegun > STUCK_NANOS && workers < MOST_WORKERS;
    if (!waiting.isEmpty() && (workers == 0 || stuck)) {
      workers++;
      lastBegun = System.nanoTime();
      threads.execute(this::work);
    }
  }

  private void work() {
    Runnable look;
    while ((look = next()) != null) {
      try {
        look.run();
      } finally {
        looked.run();
      }
    }
  }

  private synchronized Runnable next() {
    Runnable look = waiting.poll();
    if (look == null) {
      workers--;
    } else {
      lastBegun = System.nanoTime();
    }
    return look;
  }
}
