package io.vigie.notify;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The clients of Kafka that notify has. */
public final class Clients {
  /** Whoever is not heard of for so long has lost its partitions. */
  public static final int SESSION_MILLIS = 6_000;

  /** Where whoever has no place yet begins. */
  public enum From {
    EARLIEST,
    LATEST
  }

  private Clients() {}

  /** Member of a group: who has a partition does its work. */
  public static Consumer<byte[], byte[]> member(
      NotifySettings settings,
      String group,
      Class<? extends ConsumerPartitionAssignor> assignor,
      From from) {
    return consumer(
        settings,
        group,
        from,
        Map.of(
            "group.id",
            group,
            "partition.assignment.strategy",
            assignor.getName(),
            "session.timeout.ms",
            SESSION_MILLIS,
            "heartbeat.interval.ms",
            1_500));
  }

  /** In no group. */
  public static Consumer<byte[], byte[]> reader(NotifySettings settings, String name, From from) {
    return consumer(settings, name, from, Map.of());
  }

  private static Consumer<byte[], byte[]> consumer(
      NotifySettings settings, String name, From from, Map<String, Object> own) {
    Map<String, Object> all = new HashMap<>(own);
    all.put("client.id", name);
    all.put("auto.offset.reset", from.name().toLowerCase(Locale.ROOT));
    all.put("isolation.level", "read_committed");
    all.put("enable.auto.commit", false);
    all.put("allow.auto.create.topics", false);
    all.put("default.api.timeout.ms", 10_000);
    return new KafkaConsumer<>(
        settings.client(all), new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /**
   * @param transactional fences every earlier one of that name
   */
  public static Producer<byte[], byte[]> producer(
      NotifySettings settings, String name, String transactional) {
    return new KafkaProducer<>(
        settings.client(
            Map.of(
                "client.id",
                name,
                "transactional.id",
                transactional,
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
