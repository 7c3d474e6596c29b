package io.vigie.ingest.recorder;

import io.vigie.contract.topic.Topic;
import io.vigie.ingest.IngestSettings;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The recorder's clients. */
final class Kafka {
  /**
   * What is recorded: what streams derived, of agents what streams pass by, acts of people, of
   * their commands who acknowledged a failed action, and what became of mails.
   */
  static final List<Topic> TOPICS =
      List.of(
          Topic.INSTANCE_HEALTH,
          Topic.SERVICE_HEALTH,
          Topic.NODE_HEALTH,
          Topic.CHECK_HEALTH,
          Topic.SYNC_HEALTH,
          Topic.SYNC,
          Topic.ACTION,
          Topic.NODE,
          Topic.SERVICE_CONFIG,
          Topic.AUDIT,
          Topic.ALERT,
          Topic.COMMAND,
          Topic.TICKET,
          Topic.DELIVERY);

  private Kafka() {}

  static Admin admin(IngestSettings settings) {
    return Admin.create(
        settings.client(
            Map.of(
                "client.id", "vigie-recorder-admin",
                "request.timeout.ms", 5_000,
                "default.api.timeout.ms", 5_000)));
  }

  static Consumer<byte[], byte[]> consumer(IngestSettings settings) {
    return new KafkaConsumer<>(
        settings.client(
            Map.of(
                "client.id",
                "vigie-recorder",
                "isolation.level",
                "read_committed",
                "enable.auto.commit",
                false,
                // a position outside the log is for a person to decide on, never for a default
                "auto.offset.reset",
                "none",
                "allow.auto.create.topics",
                false,
                "max.poll.records",
                5_000,
                "max.partition.fetch.bytes",
                4 * 1024 * 1024,
                "default.api.timeout.ms",
                10_000)),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  static Producer<byte[], byte[]> rejections(IngestSettings settings) {
    return new KafkaProducer<>(
        settings.client(Rejections.producerSettings()),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }
}
