package io.vigie.agent.daemon;

import io.vigie.agent.process.Proc;
import io.vigie.agent.spool.Spool;
import io.vigie.agent.transport.Courier;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves a courier on: at once when something was said, more and more seldom while the broker does
 * not take it. Also keeps the spool's house.
 */
final class CourierThread implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CourierThread.class);
  private static final long TEND_NANOS = Duration.ofSeconds(1).toNanos();

  /** While the producer gets to know its broker, which takes no longer. */
  private static final long BEGINNING_NANOS = Duration.ofSeconds(2).toNanos();

  private static final long SHORTEST_MILLIS = 5;
  private static final long LONGEST_MILLIS = 500;

  private final Courier courier;
  private final Spool spool;
  private final Semaphore said = new Semaphore(0);
  private final Thread thread;
  private volatile boolean running = true;
  private boolean told;

  CourierThread(Courier courier, Spool spool) {
    this.courier = courier;
    this.spool = spool;
    thread = new Thread(this::run, "vigie-courier");
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Something new stands in the spool. */
  void wake() {
    said.release();
  }

  private void run() {
    long begun = System.nanoTime();
    long tended = begun;
    long pause = SHORTEST_MILLIS;
    while (running) {
      try {
        boolean all = courier.pump();
        tellFirst();
        if (System.nanoTime() - tended > TEND_NANOS) {
          tended = System.nanoTime();
          spool.tend();
        }
        boolean beginning = System.nanoTime() - begun < BEGINNING_NANOS;
        pause = all || beginning ? SHORTEST_MILLIS : Math.min(LONGEST_MILLIS, pause * 2);
        sleep(all ? TEND_NANOS / 1_000_000 : pause, all);
      } catch (RuntimeException e) {
        LOG.atError().setCause(e).log("the courier stumbled");
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void tellFirst() {
    Instant first = courier.firstAcknowledged();
    if (!told && first != null) {
      told = true;
      Duration since = Proc.age().minus(Duration.between(first, Instant.now()));
      LOG.atInfo()
          .addKeyValue("millisSinceStart", since.toMillis())
          .log("the broker has the first report");
    }
  }

  private void sleep(long millis, boolean wakeable) throws InterruptedException {
    if (wakeable) {
      said.tryAcquire(millis, TimeUnit.MILLISECONDS);
      said.drainPermits();
    } else {
      TimeUnit.MILLISECONDS.sleep(millis);
    }
  }

  /** Waits until the broker has everything, but no longer than that. */
  void drain(Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (spool.stats().waiting() > 0 && System.nanoTime() - deadline < 0) {
      wake();
      try {
        TimeUnit.MILLISECONDS.sleep(SHORTEST_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  @Override
  public void close() {
    // never interrupted: that would close the spool's file under its hands
    running = false;
    wake();
    try {
      thread.join(2_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
