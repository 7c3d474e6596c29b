package io.vigie.api.health;

import io.vigie.api.live.LiveReader;
import io.vigie.api.live.Pulses;
import io.vigie.api.live.RecordedPulses;
import io.vigie.api.session.Schema;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether broker, streams, recorder and database work, told from what they do: the broker and the
 * database answer, streams carry pulses on, the recorder writes them down. One look serves whoever
 * asks within {@link #FRESH}: anybody may ask.
 */
@Singleton
public final class Readiness {
  /** A part whose pulses are older does not work, milliseconds. */
  static final long LATE_MILLIS = 10_000;

  private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);
  private static final long FRESH = TimeUnit.SECONDS.toNanos(1);

  private final Broker broker;
  private final Pulses pulses;
  private final LiveReader reader;
  private final RecordedPulses recorded;
  private final Schema schema;
  private Look last;

  Readiness(
      Broker broker, Pulses pulses, LiveReader reader, RecordedPulses recorded, Schema schema) {
    this.broker = broker;
    this.pulses = pulses;
    this.reader = reader;
    this.recorded = recorded;
    this.schema = schema;
  }

  /**
   * @param streamsLagMillis how far behind the fleet streams are; null while not known
   * @param recorderLagMillis how far behind the fleet the tables are; null while not known
   */
  public record Look(
      List<Part> parts, Long streamsLagMillis, Long recorderLagMillis, long atNanos) {
    boolean ready() {
      return parts.stream().allMatch(Part::working);
    }

    /** Nothing that is shown can be believed. */
    boolean blind() {
      return streamsLagMillis == null
          || streamsLagMillis > LATE_MILLIS
          || recorderLagMillis == null
          || recorderLagMillis > LATE_MILLIS;
    }
  }

  public synchronized Look look() {
    if (last == null || System.nanoTime() - last.atNanos() > FRESH) {
      last = lookNow();
    }
    return last;
  }

  private Look lookNow() {
    boolean brokerAnswers = broker.answers();
    Map<TopicPartition, Long> written = null;
    Part database;
    try {
      written = recorded.read();
      database =
          schema.ready()
              ? Part.working("database")
              : Part.broken("database", "its tables are not ready: " + schema.reason());
    } catch (SQLException e) {
      LOG.atDebug().setCause(e).log("the database does not answer");
      database = Part.broken("database", "MariaDB does not answer; start it, or look at its log");
    }
    long now = System.currentTimeMillis();
    Part brokerPart =
        brokerAnswers
            ? Part.working("broker")
            : Part.broken("broker", "Kafka does not answer; start it, or look at its log");
    return new Look(
        List.of(brokerPart, streams(brokerAnswers, now), recorder(written), database),
        pulses.lagMillis(now).isPresent() ? (Long) pulses.lagMillis(now).getAsLong() : null,
        recordedLag(written, now),
        System.nanoTime());
  }

  private Part streams(boolean brokerAnswers, long now) {
    long heard = oldestHeardMillis();
    if (heard >= 0 && heard <= LATE_MILLIS) {
      long lag = pulses.lagMillis(now).orElse(Long.MAX_VALUE);
      return lag <= LATE_MILLIS
          ? Part.working("streams")
          : Part.broken(
              "streams", "they work off a backlog: " + lag / 1000 + " s behind the fleet");
    }
    if (!brokerAnswers) {
      return Part.broken("streams", "not known while the broker is away");
    }
    if (!reader.reason().isEmpty()) {
      return Part.broken("streams", "not known: their topics cannot be read: " + reader.reason());
    }
    return Part.broken(
        "streams",
        heard < 0
            ? "no pulse on every partition yet; start streams and ingest"
            : "no pulse for "
                + heard / 1000
                + " s; start streams and ingest, or look at their logs");
  }

  /** Since the partition that was heard least lately; -1 while one was never heard. */
  private long oldestHeardMillis() {
    Map<TopicPartition, Pulses.Beat> newest = pulses.newest();
    if (pulses.expected().isEmpty() || !newest.keySet().containsAll(pulses.expected())) {
      return -1;
    }
    long now = System.nanoTime();
    return newest.values().stream()
        .mapToLong(beat -> TimeUnit.NANOSECONDS.toMillis(now - beat.heardNanos()))
        .max()
        .orElse(-1);
  }

  /** Measured against what streams told it, so that streams that stand still are not its fault. */
  private Part recorder(Map<TopicPartition, Long> written) {
    if (written == null) {
      return Part.broken("recorder", "not known while the database is away");
    }
    Map<TopicPartition, Pulses.Beat> newest = pulses.newest();
    if (newest.isEmpty()) {
      return Part.broken("recorder", "not known: no pulse from streams yet");
    }
    long behind = 0;
    for (Map.Entry<TopicPartition, Pulses.Beat> beat : newest.entrySet()) {
      Long mark = written.get(beat.getKey());
      if (mark == null) {
        return Part.broken(
            "recorder", "it has recorded no pulse of " + beat.getKey() + " yet; start ingest");
      }
      behind = Math.max(behind, beat.getValue().appendedMillis() - mark);
    }
    return behind <= LATE_MILLIS
        ? Part.working("recorder")
        : Part.broken(
            "recorder",
            "the tables are "
                + behind / 1000
                + " s behind the streams; start ingest, or look at its log");
  }

  private Long recordedLag(Map<TopicPartition, Long> written, long now) {
    return written == null || written.isEmpty() || !written.keySet().containsAll(pulses.expected())
        ? null
        : (Long)
            Math.max(0, now - written.values().stream().mapToLong(mark -> mark).min().orElse(0));
  }
}
