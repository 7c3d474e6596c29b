package io.vigie.ingest.recorder;

import io.vigie.ingest.Outage;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/**
 * Asks the broker every few seconds who it is. A consumer is silent about a broker that is away,
 * and goes on reading a topic that was deleted and created again.
 */
final class Watch implements AutoCloseable {
  private static final long EVERY_SECONDS = 5;

  private final Admin admin;
  private final Outage broker;
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
  Watch(Admin admin, Outage broker, Runnable hourly) {
    this.admin = admin;
    this.broker = broker;
    timer.scheduleWithFixedDelay(this::look, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
    timer.scheduleWithFixedDelay(hourly, 1, 1, TimeUnit.HOURS);
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
    } catch (KafkaException e) {
      broker.goesOn(e.getMessage());
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
