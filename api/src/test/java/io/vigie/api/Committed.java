package io.vigie.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigie.contract.topic.Topic;
import io.vigie.contract.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What a topic has, as whoever reads committed records sees it. */
public final class Committed {
  private Committed() {}

  /** All there are, of each partition in order. */
  public static List<ConsumerRecord<byte[], byte[]>> records(String bootstrap, Topic topic) {
    List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                bootstrap,
                "isolation.level",
                "read_committed",
                "auto.offset.reset",
                "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic.wire()).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer.poll(Duration.ofMillis(100)).forEach(found::add);
      }
    }
    found.sort(
        Comparator.comparingInt((ConsumerRecord<byte[], byte[]> r) -> r.partition())
            .thenComparingLong(ConsumerRecord::offset));
    return found;
  }

  /** What the last record of a key says in the lab's broker; null when it is gone, or never was. */
  public static JsonNode last(Topic topic, String key) throws IOException {
    byte[] last = null;
    for (ConsumerRecord<byte[], byte[]> record : records(Lab.get().bootstrap(), topic)) {
      if (new String(record.key(), StandardCharsets.UTF_8).equals(key)) {
        last = record.value();
      }
    }
    return last == null ? null : Json.MAPPER.readTree(last).get("data");
  }
}
