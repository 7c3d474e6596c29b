package io.vigie.notify.tracker;

import io.vigie.contract.event.Event;
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

/** Reads what a partition held before. */
final class Reading {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer;

  Reading(org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
  }

  /** Offset of the first that was written since then. */
  long since(TopicPartition partition, Instant at) {
    OffsetAndTimestamp found =
        consumer.offsetsForTimes(Map.of(partition, at.toEpochMilli())).get(partition);
    return found == null ? end(partition) : found.offset();
  }

  long begin(TopicPartition partition) {
    return consumer.beginningOffsets(Set.of(partition)).get(partition);
  }

  long end(TopicPartition partition) {
    return consumer.endOffsets(Set.of(partition)).get(partition);
  }

  /**
   * Each event that can be read, in order.
   *
   * @throws TimeoutException when the broker does not hand them out in time
   */
  void read(TopicPartition partition, long from, long end, Consumer<Event> each) {
    consumer.assign(List.of(partition));
    consumer.seek(partition, Math.max(from, begin(partition)));
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (consumer.position(partition) < end) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        if (record.offset() < end
            && EventCodec.decode(record.value()) instanceof Decoded.Read read) {
          each.accept(read.envelope().data());
        }
      }
      if (System.nanoTime() > deadline) {
        throw new TimeoutException(partition + " could not be read to its end");
      }
    }
  }
}
