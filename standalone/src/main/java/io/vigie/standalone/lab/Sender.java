package io.vigie.standalone.lab;

import io.vigie.contract.event.Event;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.topic.Partition;
import io.vigie.contract.wire.Envelope;
import io.vigie.contract.wire.EventCodec;
import io.vigie.contract.wire.Order;
import io.vigie.contract.wire.Stamp;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends in the name of many nodes, each with an order of its own. What it could not deliver was not
 * sent: the oracle reads back what stands on the broker.
 */
final class Sender implements AutoCloseable {
  private static final int REMEMBERED = 12;

  private final KafkaProducer<byte[], byte[]> producer;
  private final Map<NodeId, Voice> voices = new HashMap<>();
  private final AtomicLong undelivered = new AtomicLong();
  private long sent;

  /** A node's order, and its last records as they went out. */
  private static final class Voice {
    long epoch = Instant.now().getEpochSecond();
    long seq;
    final List<ProducerRecord<byte[], byte[]>> last = new ArrayList<>();
  }

  Sender(String bootstrap) {
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                bootstrap,
                "acks",
                "all",
                "enable.idempotence",
                true,
                "linger.ms",
                2,
                "max.block.ms",
                300_000,
                "delivery.timeout.ms",
                600_000,
                "reconnect.backoff.max.ms",
                500),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** In the node's name and order, on the right partition. */
  void send(NodeId node, Instant time, Event event, boolean maySendAgain) {
    Voice voice = voices.computeIfAbsent(node, id -> new Voice());
    Order order = new Order(voice.epoch, ++voice.seq);
    byte[] value =
        EventCodec.encode(new Envelope<>(node + "/" + order, node.toString(), time, event));
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            event.goesTo().wire(),
            Partition.of(event.anchor(), Parts.PARTITIONS),
            event.key().getBytes(StandardCharsets.UTF_8),
            value);
    new Stamp(order, Instant.now(), "lab").writeTo(record.headers());
    if (maySendAgain) {
      voice.last.add(record);
      if (voice.last.size() > REMEMBERED) {
        voice.last.remove(0);
      }
    }
    hand(record);
  }

  /** One of the node's last records once more, byte for byte: late, or a duplicate. */
  void sendAgain(NodeId node, Random random) {
    Voice voice = voices.get(node);
    if (voice != null && !voice.last.isEmpty()) {
      ProducerRecord<byte[], byte[]> old = voice.last.get(random.nextInt(voice.last.size()));
      hand(
          new ProducerRecord<>(
              old.topic(), old.partition(), old.key(), old.value(), old.headers()));
    }
  }

  /** The node's agent starts anew: its spool begins the next epoch. */
  void newEpoch(NodeId node) {
    Voice voice = voices.computeIfAbsent(node, id -> new Voice());
    voice.epoch = Math.max(voice.epoch + 1, Instant.now().getEpochSecond());
    voice.seq = 0;
  }

  private void hand(ProducerRecord<byte[], byte[]> record) {
    sent++;
    producer.send(
        record,
        (metadata, failure) -> {
          if (failure != null) {
            undelivered.incrementAndGet();
          }
        });
  }

  void flush() {
    producer.flush();
  }

  long sent() {
    return sent;
  }

  long undelivered() {
    return undelivered.get();
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
  }
}
