package io.vigie.agent.daemon;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The daemon's threads: as many as there is work, kept only while there is, none outlives it. */
final class Threads {
  private static final long IDLE_SECONDS = 10;

  private Threads() {}

  static ExecutorService pool(String name) {
    return Executors.newCachedThreadPool(work -> thread(name, work));
  }

  /** So many at most; what is more waits. */
  static ExecutorService pool(String name, int most) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            most,
            most,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work -> thread(name, work));
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  /** For one piece of work. */
  static void start(String name, Runnable work) {
    thread(name, work).start();
  }

  private static Thread thread(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Whether all work ended in that time. */
  static boolean await(ExecutorService pool, Duration patience) {
    try {
      return pool.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  static void pause(Duration time) {
    try {
      TimeUnit.MILLISECONDS.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
