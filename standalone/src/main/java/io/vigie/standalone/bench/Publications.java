package io.vigie.standalone.bench;

import io.vigie.contract.availability.Availability;
import io.vigie.contract.event.InstanceStatus;
import io.vigie.contract.topic.Topic;
import io.vigie.contract.wire.Decoded;
import io.vigie.contract.wire.EventCodec;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What an agent published of its services, with the broker's append time of each. */
final class Publications implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<String, Said> last = new HashMap<>();

  /**
   * @param appended milliseconds since 1970, the broker's clock
   */
  private record Said(Availability avail, long appended) {}

  Publications(String bootstrap) {
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrap),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(Topic.INSTANCE_STATUS.wire()).stream()
            .map(each -> new TopicPartition(each.topic(), each.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /**
   * Reads on until that is the last that was said of the service.
   *
   * @return when the broker took it, milliseconds since 1970
   * @throws IllegalStateException after a minute
   */
  long await(String service, Availability avail) {
    long begin = System.nanoTime();
    while (!last.containsKey(service) || last.get(service).avail() != avail) {
      if (System.nanoTime() - begin > LIMIT.toNanos()) {
        throw new IllegalStateException(
            service
                + " was not said to be "
                + avail.wire()
                + " within "
                + LIMIT.toSeconds()
                + " s");
      }
      consumer.poll(Duration.ofMillis(20)).forEach(this::remember);
    }
    return last.get(service).appended();
  }

  private void remember(ConsumerRecord<byte[], byte[]> record) {
    if (EventCodec.decode(record.value()) instanceof Decoded.Read read
        && read.envelope().data() instanceof InstanceStatus status) {
      last.put(status.instance().service(), new Said(status.avail(), record.timestamp()));
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
