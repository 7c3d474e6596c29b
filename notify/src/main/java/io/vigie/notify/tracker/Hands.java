package io.vigie.notify.tracker;

import io.vigie.contract.event.Delivery;
import io.vigie.notify.Lease;
import io.vigie.notify.Outcome;
import io.vigie.notify.tracker.Clerk.Done;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does errands, each by a thread of its own: a tracker that is slow to answer keeps none waiting.
 */
final class Hands implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Hands.class);

  /**
   * Longer than the call that is under way, and the one that finds out it is too late, may take.
   */
  private static final long CLOSE_SECONDS = 45;

  /** What became of one. */
  record Result(String channel, Done done) {}

  private final Trackers trackers;
  private final Runnable news;
  private final BlockingQueue<Result> results = new LinkedBlockingQueue<>();
  private final Numbers numbers = new Numbers();
  private final AtomicInteger busy = new AtomicInteger();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "notify-tracker-hand");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * @param news called after each result, by any thread
   */
  Hands(Trackers trackers, Runnable news) {
    this.trackers = trackers;
    this.news = news;
  }

  void give(Errand errand, Lease lease) {
    busy.incrementAndGet();
    threads.execute(
        () -> {
          results.add(new Result(errand.channel(), done(errand, lease)));
          busy.decrementAndGet();
          news.run();
        });
  }

  // whatever happens to one, what became of it must be known, or its tracker is never told again
  private Done done(Errand errand, Lease lease) {
    try {
      return Clerk.run(errand, trackers.get(errand.channel()), numbers, lease);
    } catch (Trouble e) {
      return new Done(errand.delivery(), e.outcome(), null);
    } catch (RuntimeException e) {
      LOG.atError()
          .addKeyValue("delivery", errand.delivery())
          .setCause(e)
          .log("a tracker was not told");
      return new Done(errand.delivery(), new Outcome.Away(e.toString()), null);
    }
  }

  /** What was told before, by whomever. */
  void remember(Delivery told) {
    numbers.remember(told);
  }

  /**
   * Forgets what became of errands for which nobody waits any more.
   *
   * @return whether none is under way: what is must not be begun again beside it
   */
  boolean rest() {
    boolean rest = busy.get() == 0;
    results.clear();
    return rest;
  }

  /** Of one that was given; null when there is none in that time. */
  Result poll(Duration patience) {
    try {
      return results.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  /** Waits for what is under way: what is still being written cannot be looked for. */
  @Override
  public void close() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        LOG.atWarn().log("a tracker does not answer, and is not waited for any longer");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
