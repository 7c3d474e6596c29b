package io.vigie.agent.check;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Begins a round of checks at once and every ten minutes, a little sooner or later each time so
 * that those of a fleet stay spread. A round that lasts is not piled upon.
 */
public final class CheckRounds {
  private static final Logger LOG = LoggerFactory.getLogger(CheckRounds.class);
  private static final Duration EVERY = Duration.ofMinutes(10);
  private static final double JITTER = 0.1;

  private final Executor elsewhere;
  private final Runnable round;
  private final RandomGenerator random;
  private boolean begun;
  private long next;
  private volatile boolean running;

  /**
   * @param elsewhere runs a round: it may take long, and nothing waits for it
   */
  public CheckRounds(Executor elsewhere, Runnable round, RandomGenerator random) {
    this.elsewhere = elsewhere;
    this.round = round;
    this.random = random;
  }

  /**
   * @param now monotonic, nanoseconds
   */
  public void tick(long now) {
    if (running || begun && now - next < 0) {
      return;
    }
    begun = true;
    running = true;
    next = now + (long) (EVERY.toNanos() * (1 + JITTER * (2 * random.nextDouble() - 1)));
    elsewhere.execute(this::run);
  }

  private void run() {
    try {
      round.run();
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).log("a round of checks failed");
    } finally {
      running = false;
    }
  }
}
