package io.vigie.notify.post;

import io.vigie.contract.event.Delivery;
import io.vigie.contract.topic.Topic;
import io.vigie.contract.wire.Decoded;
import io.vigie.contract.wire.EventCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** What was told of deliveries before this sender. */
final class Past {
  private static final TopicPartition DELIVERIES = new TopicPartition(Topic.DELIVERY.wire(), 0);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer;

  Past(org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
    consumer.assign(List.of(DELIVERIES));
  }

  /** Offset of the first that was told since then. */
  long since(Instant at) {
    OffsetAndTimestamp found =
        consumer.offsetsForTimes(Map.of(DELIVERIES, at.toEpochMilli())).get(DELIVERIES);
    return found == null ? end() : found.offset();
  }

  long begin() {
    return consumer.beginningOffsets(Set.of(DELIVERIES)).get(DELIVERIES);
  }

  private long end() {
    return consumer.endOffsets(Set.of(DELIVERIES)).get(DELIVERIES);
  }

  /**
   * Every delivery from an offset to the end of the topic, in order.
   *
   * @return the end
   * @throws TimeoutException when the broker does not hand them out in time
   */
  long read(long from, Consumer<Delivery> each) {
    long end = end();
    long deadline = System.nanoTime() + LIMIT.toNanos();
    consumer.seek(DELIVERIES, from);
    while (consumer.position(DELIVERIES) < end) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        if (EventCodec.decode(record.value()) instanceof Decoded.Read read
            && read.envelope().data() instanceof Delivery delivery) {
          each.accept(delivery);
        }
      }
      if (System.nanoTime() > deadline) {
        throw new TimeoutException("deliveries could not be read to their end");
      }
    }
    return end;
  }
}
