package io.vigie.ingest.recorder;

import io.micrometer.core.instrument.MeterRegistry;
import io.vigie.ingest.IngestSettings;
import io.vigie.ingest.Outage;
import io.vigie.ingest.PartHealth;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Kafka to MariaDB, each record once. One thread opens session after session; whatever fails ends a
 * session, and the next one begins with what the database says. Any number of recorders may run:
 * see {@link Writer}.
 */
public final class Recorder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

  private final RecorderMetrics metrics;
  private final Admin admin;
  private final Producer<byte[], byte[]> producer;
  private final Outage broker;
  private final Outage database;
  private final Outage refused;
  private final Watch watch;
  private final Sessions sessions;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "recorder");
  private volatile Session session;

  private Recorder(IngestSettings settings, MeterRegistry registry) {
    metrics = new RecorderMetrics(registry);
    broker = new Outage("broker", Level.WARN, () -> metrics.outage("broker"));
    database = new Outage("database", Level.WARN, () -> metrics.outage("database"));
    refused = new Outage("recording", Level.ERROR, () -> metrics.outage("recording"));
    admin = Kafka.admin(settings);
    producer = Kafka.rejections(settings);
    sessions = new Sessions(settings, admin, producer, metrics);
    watch = new Watch(admin, broker, metrics, sessions::addMonths);
  }

  /** Returns at once; broker and database may come later. */
  public static Recorder start(IngestSettings settings, MeterRegistry registry) {
    Recorder recorder = new Recorder(settings, registry);
    recorder.thread.start();
    return recorder;
  }

  /** What works: broker, database, recorder. */
  public List<PartHealth> health() {
    return List.of(part("broker", broker), part("database", database), own());
  }

  private static PartHealth part(String name, Outage outage) {
    return outage
        .reason()
        .map(why -> PartHealth.broken(name, why))
        .orElseGet(() -> PartHealth.working(name));
  }

  private PartHealth own() {
    Session now = session;
    if (refused.reason().isPresent()) {
      return part("recorder", refused);
    }
    if (now == null) {
      return PartHealth.broken("recorder", "not recording");
    }
    return now.complaints().isEmpty()
        ? PartHealth.working("recorder")
        : PartHealth.broken("recorder", String.join("; ", now.complaints()));
  }

  private void run() {
    Backoff backoff = new Backoff(200, 5_000);
    while (!isStopping()) {
      try (Session opened = sessions.open()) {
        session = opened;
        watch.expect(opened.identity());
        recording();
        while (!isStopping()) {
          watch.refusal().ifPresent(Recorder::refuse);
          opened.step();
          backoff.reset();
        }
      } catch (Refusal e) {
        refused.goesOn(e.getMessage());
      } catch (SQLException | FlywayException e) {
        database.goesOn(e.getMessage());
      } catch (KafkaException e) {
        kafkaFailed(e);
      } catch (RuntimeException e) {
        LOG.atError().setCause(e).log("the recorder failed and begins anew");
        metrics.outage("bug");
      } finally {
        session = null;
      }
      pause(backoff.next());
    }
  }

  private static void refuse(String why) {
    throw new Refusal(why);
  }

  private void recording() {
    database.over();
    broker.over();
    refused.over();
  }

  private void kafkaFailed(KafkaException e) {
    // close() wakes the consumer: that is no outage
    if (!isStopping()) {
      broker.goesOn(e.getMessage());
    }
  }

  private boolean isStopping() {
    return stopping.getCount() == 0;
  }

  private void pause(long millis) {
    try {
      stopping.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopping.countDown();
    }
  }

  /** Ends after the transaction under way. */
  @Override
  public void close() {
    stopping.countDown();
    Session now = session;
    if (now != null) {
      now.wakeUp();
    }
    try {
      thread.join(STOP_LIMIT.toMillis());
      if (thread.isAlive()) {
        metrics.outage("stop");
        LOG.atWarn()
            .addKeyValue("seconds", STOP_LIMIT.toSeconds())
            .log("the recorder did not end in time and is interrupted");
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    watch.close();
    producer.close(Duration.ofSeconds(5));
    admin.close(Duration.ofSeconds(5));
  }
}
