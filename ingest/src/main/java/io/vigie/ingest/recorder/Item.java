package io.vigie.ingest.recorder;

import io.vigie.contract.event.Event;
import io.vigie.contract.wire.Order;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** A record as the recorder reads it. */
sealed interface Item {
  ConsumerRecord<byte[], byte[]> record();

  default TopicPartition partition() {
    return new TopicPartition(record().topic(), record().partition());
  }

  /**
   * @param time when it happened, by its writer's clock
   * @param order place in its node's own order; {@link Order#NONE} for what no node said
   */
  record Heard(ConsumerRecord<byte[], byte[]> record, Event event, Instant time, Order order)
      implements Item {}

  /** A tombstone of a topic no agent writes: what has this key is no more. */
  record Ended(ConsumerRecord<byte[], byte[]> record, String key) implements Item {}

  /** Stands on the audit topic: it is linked into the chain, whatever it says. */
  record Act(ConsumerRecord<byte[], byte[]> record) implements Item {}

  /**
   * It cannot be recorded, and its pipeline goes on without it.
   *
   * @param reason code of {@link io.vigie.contract.wire.Reason}
   */
  record Refused(ConsumerRecord<byte[], byte[]> record, String reason, String detail)
      implements Item {}
}
