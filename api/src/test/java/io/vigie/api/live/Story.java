package io.vigie.api.live;

import io.vigie.api.Lab;
import io.vigie.contract.availability.Availability;
import io.vigie.contract.event.Event;
import io.vigie.contract.event.InstanceHealth;
import io.vigie.contract.event.NodeHealth;
import io.vigie.contract.event.NodeState;
import io.vigie.contract.event.Pulse;
import io.vigie.contract.id.InstanceId;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.topic.Partition;
import io.vigie.contract.topic.Topic;
import io.vigie.contract.wire.Envelope;
import io.vigie.contract.wire.EventCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes what streams would write. */
public final class Story implements AutoCloseable {
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  private final KafkaProducer<byte[], byte[]> producer;

  public Story(String bootstrap) {
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap, "acks", "all"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** Change number n of an instance. */
  RecordMetadata change(String service, long n, boolean removed) {
    InstanceHealth event = instance(service, n, removed);
    return write(Topic.INSTANCE_HEALTH, Partition.of(event.anchor(), Lab.PARTITIONS), event);
  }

  /** Change number n of a node. */
  RecordMetadata node(String name, long n) {
    NodeHealth event =
        new NodeHealth(
            new NodeId("default", name),
            n,
            false,
            NodeState.ALIVE,
            n % 2 == 0,
            NOON,
            NOON,
            NOON,
            0,
            0,
            "PRD",
            "",
            "",
            "",
            0,
            null,
            null,
            null,
            "");
    return write(Topic.NODE_HEALTH, Partition.of(event.anchor(), Lab.PARTITIONS), event);
  }

  private static InstanceHealth instance(String service, long n, boolean removed) {
    return new InstanceHealth(
        InstanceId.parse("default/" + service + "@n1"),
        n,
        removed,
        n % 2 == 0 ? Availability.DOWN : Availability.UP,
        Availability.UP,
        true,
        false,
        "",
        false,
        true,
        NOON,
        NOON,
        NOON,
        "",
        "PRD",
        "PRD",
        "",
        null,
        List.of("n1"),
        false,
        false,
        "",
        "",
        Map.of(),
        Map.of(),
        null,
        List.of(),
        "");
  }

  /** A pulse on every partition that streams carry it to, appended just now. */
  public void pulse() {
    for (Topic topic : Pulse.OUTPUTS) {
      for (int partition = 0; partition < Lab.PARTITIONS; partition++) {
        write(topic, partition, new Pulse(1, System.currentTimeMillis()));
      }
    }
  }

  /** On its own topic and partition. */
  RecordMetadata say(Event event) {
    return write(event.goesTo(), Partition.of(event.anchor(), Lab.PARTITIONS), event);
  }

  /** Many changes of an instance, at once. */
  void changes(String service, int count) {
    for (long n = 1; n <= count; n++) {
      InstanceHealth event = instance(service, n, false);
      send(Topic.INSTANCE_HEALTH, Partition.of(event.anchor(), Lab.PARTITIONS), event);
    }
    producer.flush();
  }

  private RecordMetadata write(Topic topic, int partition, Event event) {
    try {
      return send(topic, partition, event).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("not written", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private Future<RecordMetadata> send(Topic topic, int partition, Event event) {
    byte[] value =
        EventCodec.encode(new Envelope<>(UUID.randomUUID().toString(), "collector", NOON, event));
    return producer.send(
        new ProducerRecord<>(
            topic.wire(), partition, event.key().getBytes(StandardCharsets.UTF_8), value));
  }

  @Override
  public void close() {
    producer.close();
  }
}
