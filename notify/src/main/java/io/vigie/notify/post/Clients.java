package io.vigie.notify.post;

import io.vigie.notify.NotifySettings;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The clients of a sender. */
final class Clients {
  static final int SESSION_MILLIS = 6_000;

  private Clients() {}

  /** Member of the group of senders: who has the one partition sends. */
  static Consumer<byte[], byte[]> notifications(NotifySettings settings, String group) {
    return new KafkaConsumer<>(
        settings.client(
            Map.of(
                "client.id",
                group,
                "group.id",
                group,
                // a standby that comes takes nothing away
                "partition.assignment.strategy",
                CooperativeStickyAssignor.class.getName(),
                "session.timeout.ms",
                SESSION_MILLIS,
                "heartbeat.interval.ms",
                1_500,
                "isolation.level",
                "read_committed",
                "enable.auto.commit",
                false,
                "auto.offset.reset",
                "earliest",
                "allow.auto.create.topics",
                false,
                "default.api.timeout.ms",
                10_000)),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  /** Reads deliveries, in no group. */
  static Consumer<byte[], byte[]> deliveries(NotifySettings settings, String group) {
    return new KafkaConsumer<>(
        settings.client(
            Map.of(
                "client.id",
                group + "-deliveries",
                "isolation.level",
                "read_committed",
                "enable.auto.commit",
                false,
                "auto.offset.reset",
                "earliest",
                "allow.auto.create.topics",
                false,
                "default.api.timeout.ms",
                10_000)),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  /** Fences every earlier one. */
  static Producer<byte[], byte[]> producer(NotifySettings settings, String group) {
    return new KafkaProducer<>(
        settings.client(
            Map.of(
                "client.id",
                group,
                "transactional.id",
                group,
                "transaction.timeout.ms",
                10_000,
                "compression.type",
                "lz4",
                "linger.ms",
                0,
                "max.block.ms",
                10_000)),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }
}
