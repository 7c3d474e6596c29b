package io.vigie.ingest.pulse;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vigie.contract.event.Pulse;
import io.vigie.contract.topic.Topic;
import io.vigie.contract.wire.Envelope;
import io.vigie.contract.wire.EventCodec;
import io.vigie.ingest.IngestSettings;
import io.vigie.ingest.Outage;
import io.vigie.ingest.PartHealth;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.event.Level;

/**
 * The collector's heartbeat: a pulse each second on every partition of the topics that carry signs
 * of life (semantics: silence is counted in pulses). A pulse is worth something only now: while the
 * broker is away at most one for each partition waits, and that one is dropped after {@link
 * #LATE_MILLIS}. Several writers do no harm: who counts takes one a second.
 */
public final class PulseWriter implements AutoCloseable {
  static final long EVERY_MILLIS = 1_000;

  /** Below it a second pulse would not be counted. */
  private static final long LEAST_MILLIS = 900;

  private static final int LATE_MILLIS = 2_000;
  private static final byte[] KEY = Pulse.KEY.getBytes(StandardCharsets.UTF_8);

  private final Producer<byte[], byte[]> producer;
  private final Outage outage;
  private final Counter written;
  private final Counter dropped;
  private final String run = UUID.randomUUID().toString();
  private final Set<TopicPartition> waiting = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "pulse"));
  private long number;
  private long last = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(EVERY_MILLIS);
  private volatile long acknowledged;

  PulseWriter(Producer<byte[], byte[]> producer, MeterRegistry registry) {
    this.producer = producer;
    written = registry.counter("vigie.pulse.written");
    dropped = registry.counter("vigie.pulse.dropped");
    Counter outages = registry.counter("vigie.pulse.outages");
    outage = new Outage("pulse", Level.WARN, outages::increment);
  }

  /** Returns at once; the broker may come later. */
  public static PulseWriter start(IngestSettings settings, MeterRegistry registry) {
    Producer<byte[], byte[]> producer =
        new KafkaProducer<>(
            settings.client(
                Map.of(
                    "client.id",
                    "vigie-pulse",
                    "acks",
                    "all",
                    "enable.idempotence",
                    true,
                    "linger.ms",
                    0,
                    "max.block.ms",
                    500,
                    "request.timeout.ms",
                    LATE_MILLIS - 500,
                    "delivery.timeout.ms",
                    LATE_MILLIS)),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    PulseWriter writer = new PulseWriter(producer, registry);
    writer.timer.scheduleAtFixedRate(writer::beat, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    return writer;
  }

  public PartHealth health() {
    if (outage.reason().isPresent()) {
      return PartHealth.broken("pulse", outage.reason().get());
    }
    return acknowledged > 0
        ? PartHealth.working("pulse")
        : PartHealth.broken("pulse", "no pulse written yet");
  }

  /** Writes one pulse everywhere. Never throws: the timer would end. */
  void beat() {
    long now = System.nanoTime();
    if (now - last < TimeUnit.MILLISECONDS.toNanos(LEAST_MILLIS)) {
      // the timer catches up after this process stood still
      return;
    }
    last = now;
    number++;
    try {
      byte[] value =
          EventCodec.encode(
              new Envelope<>(run + '-' + number, "collector", Instant.now(), new Pulse(number, 0)));
      for (TopicPartition partition : partitions()) {
        write(partition, value);
      }
    } catch (KafkaException e) {
      outage.goesOn(String.valueOf(e.getMessage()));
    }
  }

  private Set<TopicPartition> partitions() {
    Set<TopicPartition> all = new HashSet<>();
    for (Topic topic : Pulse.INPUTS) {
      for (PartitionInfo info : producer.partitionsFor(topic.wire())) {
        all.add(new TopicPartition(info.topic(), info.partition()));
      }
    }
    return all;
  }

  private void write(TopicPartition partition, byte[] value) {
    if (!waiting.add(partition)) {
      dropped.increment();
      return;
    }
    boolean handedOver = false;
    try {
      producer.send(
          new ProducerRecord<>(partition.topic(), partition.partition(), KEY, value),
          (metadata, failure) -> answered(partition, failure));
      handedOver = true;
    } finally {
      if (!handedOver) {
        waiting.remove(partition);
      }
    }
  }

  private void answered(TopicPartition partition, Exception failure) {
    waiting.remove(partition);
    if (failure == null) {
      acknowledged = System.currentTimeMillis();
      written.increment();
      outage.over();
    } else {
      dropped.increment();
      outage.goesOn(String.valueOf(failure.getMessage()));
    }
  }

  @Override
  public void close() {
    timer.shutdown();
    producer.close(Duration.ofMillis(LATE_MILLIS));
  }
}
