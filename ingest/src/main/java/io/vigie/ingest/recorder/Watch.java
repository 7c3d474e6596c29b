package io.vigie.ingest.recorder;

import io.vigie.ingest.Outage;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the broker every few seconds who it is. A consumer is silent about a broker that is away,
 * and goes on reading a topic that was deleted and created again.
 */
final class Watch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
  private static final long EVERY_SECONDS = 5;

  private final Admin admin;
  private final Outage broker;
  private final RecorderMetrics metrics;
  private final AtomicReference<Identity> expected = new AtomicReference<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "recorder-watch");
            thread.setDaemon(true);
            return thread;
          });
  private volatile String refusal;

  /**
   * @param hourly what else is to be looked after
   */
  Watch(Admin admin, Outage broker, RecorderMetrics metrics, Runnable hourly) {
    this.admin = admin;
    this.broker = broker;
    this.metrics = metrics;
    every(EVERY_SECONDS, TimeUnit.SECONDS, this::look);
    every(1, TimeUnit.HOURS, hourly);
  }

  private void every(long time, TimeUnit unit, Runnable task) {
    timer.scheduleWithFixedDelay(() -> run(task), time, time, unit);
  }

  /** A timer forgets a task that throws. */
  private void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).log("the recorder's watch failed and goes on");
      metrics.outage("bug");
    }
  }

  /** A session records from this log, and no other. */
  void expect(Identity identity) {
    refusal = null;
    expected.set(identity);
  }

  /** Why nothing may be recorded any more. */
  Optional<String> refusal() {
    return Optional.ofNullable(refusal);
  }

  private void look() {
    try {
      Identity now = Identity.ask(admin, Kafka.TOPICS);
      broker.over();
      Identity before = expected.get();
      if (before != null && !before.equals(now)) {
        refusal = "the broker's cluster or topics changed while they were read";
      }
    } catch (Refusal e) {
      refusal = e.getMessage();
    } catch (InterruptException e) {
      // close() ends the question under way: that is no outage
      Thread.currentThread().interrupt();
    } catch (KafkaException e) {
      broker.goesOn(e.getMessage());
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
