package io.vigie.api.act;

import io.micrometer.core.instrument.MeterRegistry;
import io.vigie.api.ApiSettings;
import io.vigie.store.Database;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands on to Kafka what acts told: every item once, in the order of the acts. Of several api
 * processes one does it, the one that holds a lock in the database; one that lost the lock and does
 * not know it yet is fenced by Kafka.
 */
@Singleton
public final class Relay {
  private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
  private static final int AGAIN_SECONDS = 1;

  private final ApiSettings settings;
  private final MeterRegistry meters;
  private final AtomicLong handedOn;
  private final AtomicLong waiting;
  private final Semaphore news = new Semaphore(0);
  private final Thread thread = new Thread(this::run, "outbox-relay");
  private volatile boolean closing;
  private volatile boolean leads;

  /** Why nothing is handed on; empty while it is, or while another process does it. */
  private String reason = "";

  Relay(ApiSettings settings, MeterRegistry meters) {
    this.settings = settings;
    this.meters = meters;
    this.handedOn = meters.gauge("vigie.outbox.handed-on", new AtomicLong());
    this.waiting = meters.gauge("vigie.outbox.waiting", new AtomicLong());
  }

  /** Once the tables are there. */
  public void begin() {
    thread.start();
  }

  /** Whether this process hands acts on, of all that could. */
  public boolean leads() {
    return leads;
  }

  /** There is something to hand on. */
  void wake() {
    news.release();
  }

  private void run() {
    while (!closing) {
      turn();
      pause();
    }
  }

  private void turn() {
    Database database = settings.database();
    try (Connection connection = database.connect()) {
      if (!lock(connection)) {
        reason = "";
        return;
      }
      // before Kafka is asked: it may be what keeps them waiting
      waiting.set(Outbox.waiting(connection));
      try (Handover handover = Handover.begin(settings, connection)) {
        reason = "";
        leads = true;
        LOG.atInfo().addKeyValue("act", handover.last()).log("acts are handed on to Kafka");
        while (!closing) {
          handedOn.set(handover.last());
          boolean more = handover.step();
          waiting.set(more ? Outbox.waiting(connection) : 0);
          if (!more) {
            pause();
          }
        }
      }
    } catch (SQLException | KafkaException | IllegalStateException e) {
      failed(e);
    } finally {
      leads = false;
    }
  }

  /** Held as long as the connection lives. */
  private static boolean lock(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT GET_LOCK(CONCAT(DATABASE(), '.outbox'), 0)")) {
      return row.next() && row.getInt(1) == 1;
    }
  }

  // a bad hour is told once, and is no end
  private void failed(Exception e) {
    String now = String.valueOf(e.getMessage());
    if (!closing && !now.equals(reason)) {
      meters.counter("vigie.outbox.failures").increment();
      LOG.atWarn()
          .setCause(e)
          .log("acts cannot be handed on to Kafka; they are kept, and it is tried every second");
    }
    reason = now;
  }

  private void pause() {
    try {
      if (news.tryAcquire(AGAIN_SECONDS, TimeUnit.SECONDS)) {
        news.drainPermits();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closing = true;
    }
  }

  @PreDestroy
  void stop() throws InterruptedException {
    closing = true;
    wake();
    thread.join(TimeUnit.SECONDS.toMillis(5));
  }
}
