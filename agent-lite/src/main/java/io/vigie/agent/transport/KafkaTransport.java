package io.vigie.agent.transport;

import io.vigie.contract.topic.Partition;
import io.vigie.contract.topic.Topic;
import io.vigie.contract.wire.Stamp;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.protocol.ApiKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An idempotent Kafka producer that is told the partition. It is made when first needed and again
 * after it failed for good: a node may start before its resolver, and outlive its broker.
 */
public final class KafkaTransport implements Transport {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaTransport.class);
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(2);
  private static final int RETRY_MILLIS = 10_000;

  private final Map<String, Object> settings;
  private final BrokerTime time;
  private final Map<Topic, Integer> partitions = new EnumMap<>(Topic.class);
  private KafkaProducer<byte[], byte[]> producer;
  private long retryAtNanos;
  private volatile boolean broken;

  /**
   * @param settings as {@link ProducerSettings} makes them
   */
  public KafkaTransport(Map<String, Object> settings) {
    this(settings, new BrokerTime());
  }

  /**
   * @param time is told by each acknowledgement what time it is
   */
  public KafkaTransport(Map<String, Object> settings, BrokerTime time) {
    this.settings = Map.copyOf(settings);
    this.time = time;
  }

  /**
   * Has the tables of the protocol and what else a producer needs read by a thread of its own: that
   * takes as long as command line and configuration do.
   */
  public static void warmUp() {
    Thread thread =
        new Thread(
            () -> {
              ApiKeys.PRODUCE.latestVersion();
              ManagementFactory.getPlatformMBeanServer();
            },
            "vigie-warm-up");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Begins to connect and asks for what must be known of those topics, so that the first record
   * waits for neither.
   */
  public synchronized void prepare(Collection<Topic> topics) {
    if (connected()) {
      topics.forEach(this::partitions);
    }
  }

  @Override
  public synchronized boolean send(Outgoing record, Consumer<Outcome> outcome) {
    if (!connected()) {
      return false;
    }
    int count = partitions(record.topic());
    return count > 0 && send(record, Partition.of(record.anchor(), count), outcome);
  }

  private boolean send(Outgoing record, int partition, Consumer<Outcome> outcome) {
    ProducerRecord<byte[], byte[]> kafkaRecord =
        new ProducerRecord<>(
            record.topic().wire(),
            partition,
            record.key().getBytes(StandardCharsets.UTF_8),
            record.value());
    record.stamp().writeTo(kafkaRecord.headers());
    if (!record.mac().isEmpty()) {
      kafkaRecord.headers().add(Stamp.MAC, record.mac().getBytes(StandardCharsets.US_ASCII));
    }
    Handover handover = new Handover(outcome);
    try {
      producer.send(kafkaRecord, handover);
    } catch (InterruptException e) {
      // the flag is set again by the exception itself; the record was not taken
      return false;
    } catch (KafkaException | IllegalStateException e) {
      giveUp(e);
      return false;
    }
    return handover.taken();
  }

  /** P of the topic as the broker has it; 0 while it has not said. It never changes. */
  private int partitions(Topic topic) {
    Integer known = partitions.get(topic);
    if (known != null) {
      return known;
    }
    try {
      int count = producer.partitionsFor(topic.wire()).size();
      partitions.put(topic, count);
      return count;
    } catch (TimeoutException e) {
      // asked for now, known soon
      return 0;
    } catch (KafkaException e) {
      if (Verdict.ends(e)) {
        giveUp(e);
      }
      return 0;
    }
  }

  private boolean connected() {
    if (broken) {
      discard();
    }
    if (producer != null) {
      return true;
    }
    if (System.nanoTime() - retryAtNanos < 0) {
      return false;
    }
    try {
      producer = new KafkaProducer<>(settings);
      return true;
    } catch (KafkaException e) {
      later();
      LOG.atWarn()
          .addKeyValue("reason", e.getCause() == null ? e : e.getCause())
          .log("no producer");
      return false;
    }
  }

  private void giveUp(Exception e) {
    broken = true;
    LOG.atWarn()
        .addKeyValue("reason", e.toString())
        .log("producer failed for good, another is made");
  }

  private void discard() {
    producer.close(Duration.ZERO);
    producer = null;
    broken = false;
    later();
  }

  private void later() {
    long jitter = ThreadLocalRandom.current().nextLong(RETRY_MILLIS / 10, RETRY_MILLIS);
    retryAtNanos = System.nanoTime() + Duration.ofMillis(jitter).toNanos();
  }

  @Override
  public synchronized void close() {
    if (producer != null) {
      producer.close(CLOSE_PATIENCE);
      producer = null;
    }
    retryAtNanos = Long.MAX_VALUE / 2 + System.nanoTime();
  }

  /**
   * The producer's answer. It answers before {@code send} returns when it has no metadata or no
   * room: then the record was not taken, and nobody else is told.
   */
  private final class Handover implements org.apache.kafka.clients.producer.Callback {
    private final Consumer<Outcome> outcome;
    private boolean returned;
    private Exception early;

    Handover(Consumer<Outcome> outcome) {
      this.outcome = outcome;
    }

    synchronized boolean taken() {
      returned = true;
      if (early == null) {
        return true;
      }
      Outcome verdict = Verdict.of(early);
      if (verdict instanceof Outcome.Never) {
        outcome.accept(verdict);
        return true;
      }
      return false;
    }

    @Override
    public void onCompletion(
        org.apache.kafka.clients.producer.RecordMetadata metadata, Exception failure) {
      synchronized (this) {
        if (!returned && failure != null) {
          early = failure;
          return;
        }
      }
      if (failure == null) {
        time.appendedNow(metadata.timestamp());
      } else if (Verdict.ends(failure)) {
        giveUp(failure);
      }
      outcome.accept(failure == null ? Outcome.ACKNOWLEDGED : Verdict.of(failure));
    }
  }
}
