package io.vigie.api.act;

import io.vigie.api.ApiSettings;
import io.vigie.contract.event.PolicyMark;
import io.vigie.contract.topic.Topic;
import io.vigie.contract.wire.Decoded;
import io.vigie.contract.wire.EventCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What the policy topic has, as whoever reads committed records sees it. */
final class PolicyTopic {
  private static final TopicPartition PARTITION = new TopicPartition(Topic.POLICY.wire(), 0);
  private static final Duration POLL = Duration.ofMillis(200);

  /** A transaction ends with its mark and Kafka's own: the last of all is among the last few. */
  private static final long TAIL = 64;

  private PolicyTopic() {}

  /** The last mark; empty when there is none. */
  static Optional<PolicyMark> mark(ApiSettings settings) {
    AtomicReference<PolicyMark> last = new AtomicReference<>();
    Consumer<ConsumerRecord<byte[], byte[]>> look =
        record -> {
          if (PolicyMark.KEY.equals(key(record))
              && EventCodec.decode(record.value()) instanceof Decoded.Read read
              && read.envelope().data() instanceof PolicyMark mark) {
            last.set(mark);
          }
        };
    read(settings, TAIL, look);
    if (last.get() == null) {
      read(settings, Long.MAX_VALUE, look);
    }
    return Optional.ofNullable(last.get());
  }

  /** Of everything that is told there; the mark is left out. */
  static Set<String> keys(ApiSettings settings) {
    Set<String> keys = new HashSet<>();
    read(
        settings,
        Long.MAX_VALUE,
        record -> {
          if (record.value() == null) {
            keys.remove(key(record));
          } else {
            keys.add(key(record));
          }
        });
    keys.remove(PolicyMark.KEY);
    return keys;
  }

  private static void read(
      ApiSettings settings, long back, Consumer<ConsumerRecord<byte[], byte[]>> each) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(settings)) {
      consumer.assign(List.of(PARTITION));
      long beginning = consumer.beginningOffsets(List.of(PARTITION)).get(PARTITION);
      long end = consumer.endOffsets(List.of(PARTITION)).get(PARTITION);
      consumer.seek(PARTITION, Math.max(beginning, end - back));
      while (consumer.position(PARTITION) < end) {
        consumer.poll(POLL).forEach(each);
      }
    }
  }

  private static String key(ConsumerRecord<byte[], byte[]> record) {
    return record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
  }

  private static KafkaConsumer<byte[], byte[]> consumer(ApiSettings settings) {
    return new KafkaConsumer<>(
        settings.client(
            Map.of(
                "client.id",
                "vigie-outbox-look",
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
}
