package io.vigie.agent.action;

import io.vigie.agent.driver.Driver;
import io.vigie.agent.driver.Observed;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A look at a resource that is not waited for beyond a limit: a dead mount must not keep a lock,
 * nor the thread that others need. One that hangs is not looked at again before it came back.
 */
final class Glance {
  static final Duration LONGEST = Duration.ofSeconds(10);

  private static final ExecutorService THREADS = Executors.newCachedThreadPool(Glance::thread);
  private static final Map<Driver, Future<Observed>> UNDER_WAY = new ConcurrentHashMap<>();

  private Glance() {}

  /**
   * @param longest without what the driver itself waits for
   * @throws TimeoutException when it hangs
   * @throws ExecutionException when the driver fails
   */
  static Observed at(Driver driver, Duration longest)
      throws TimeoutException, ExecutionException, InterruptedException {
    return UNDER_WAY
        .computeIfAbsent(driver, each -> THREADS.submit(() -> look(each)))
        .get(longest.plus(driver.patience()).toMillis(), TimeUnit.MILLISECONDS);
  }

  private static Observed look(Driver driver) throws Exception {
    try {
      return driver.status();
    } finally {
      UNDER_WAY.remove(driver);
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "vigie-look");
    thread.setDaemon(true);
    return thread;
  }
}
