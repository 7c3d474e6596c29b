package io.vigie.notify.tracker;

import io.vigie.notify.NotifySettings;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The clients of a follower. */
final class Clients {
  static final String GROUP = "vigie-notify-tickets";
  static final int SESSION_MILLIS = 6_000;

  private Clients() {}

  /** Member of the group of followers: who has a partition tells of its tickets. */
  static Consumer<byte[], byte[]> tickets(NotifySettings settings) {
    return reader(
        settings,
        GROUP,
        Map.of(
            "group.id",
            GROUP,
            // who gets other partitions begins anew with all of them
            "partition.assignment.strategy",
            RangeAssignor.class.getName(),
            "session.timeout.ms",
            SESSION_MILLIS,
            "heartbeat.interval.ms",
            1_500,
            "auto.offset.reset",
            "latest"));
  }

  /** In no group. */
  static Consumer<byte[], byte[]> reader(NotifySettings settings) {
    return reader(settings, GROUP + "-reader", Map.of("auto.offset.reset", "earliest"));
  }

  private static Consumer<byte[], byte[]> reader(
      NotifySettings settings, String name, Map<String, Object> own) {
    Map<String, Object> all = new HashMap<>(own);
    all.put("client.id", name);
    all.put("isolation.level", "read_committed");
    all.put("enable.auto.commit", false);
    all.put("allow.auto.create.topics", false);
    all.put("default.api.timeout.ms", 10_000);
    return new KafkaConsumer<>(
        settings.client(all), new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** Whoever lost its partitions commits nothing any more. */
  static Producer<byte[], byte[]> producer(NotifySettings settings) {
    return new KafkaProducer<>(
        settings.client(
            Map.of(
                "client.id",
                GROUP,
                "transactional.id",
                GROUP + '-' + UUID.randomUUID(),
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
