package io.vigie.agent;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One look at all services; tells how long it took, to whoever wants to know. */
final class Evaluation {
  private static final Logger LOG = LoggerFactory.getLogger(Evaluation.class);

  private final long begun = System.nanoTime();
  private final int services;
  private final AtomicInteger left;

  Evaluation(int services) {
    this.services = services;
    left = new AtomicInteger(services);
  }

  /**
   * One service was seen.
   *
   * @param round null for a look of its own
   */
  static void done(Evaluation round) {
    if (round != null && round.left.decrementAndGet() == 0) {
      LOG.atDebug()
          .addKeyValue("services", round.services)
          .addKeyValue("millis", Duration.ofNanos(System.nanoTime() - round.begun).toMillis())
          .log("all services looked at");
    }
  }
}
