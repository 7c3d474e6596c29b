package io.vigie.agent.cli;

import io.vigie.contract.event.Event;
import io.vigie.contract.topic.Topic;
import io.vigie.contract.wire.Decoded;
import io.vigie.contract.wire.EventCodec;
import io.vigie.contract.wire.Order;
import io.vigie.contract.wire.Stamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** All that arrived on a topic. */
final class Topics {
  private Topics() {}

  record Arrived(Order order, long appended, Event event) {}

  static List<Arrived> all(String bootstrap, Topic topic) {
    List<Arrived> arrived = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrap),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic.wire()).stream()
              .map(each -> new TopicPartition(each.topic(), each.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(each -> consumer.position(each.getKey()) < each.getValue())) {
        consumer.poll(Duration.ofMillis(100)).forEach(each -> arrived.add(read(each)));
      }
    }
    return arrived;
  }

  static <T extends Event> List<T> all(String bootstrap, Topic topic, Class<T> type) {
    return all(bootstrap, topic).stream()
        .map(Arrived::event)
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  private static Arrived read(ConsumerRecord<byte[], byte[]> each) {
    Event event = ((Decoded.Read) EventCodec.decode(each.value())).envelope().data();
    return new Arrived(Stamp.read(each.headers()).order(), each.timestamp(), event);
  }
}
