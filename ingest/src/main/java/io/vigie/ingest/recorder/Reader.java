package io.vigie.ingest.recorder;

import io.vigie.contract.event.Event;
import io.vigie.contract.event.InstanceHealth;
import io.vigie.contract.event.NodeHealth;
import io.vigie.contract.event.Pulse;
import io.vigie.contract.event.ServiceHealth;
import io.vigie.contract.topic.Topic;
import io.vigie.contract.wire.Decoded;
import io.vigie.contract.wire.Envelope;
import io.vigie.contract.wire.EventCodec;
import io.vigie.contract.wire.Inbound;
import io.vigie.contract.wire.Order;
import io.vigie.contract.wire.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** From bytes to items. Never throws: what cannot be recorded becomes {@link Item.Refused}. */
final class Reader {
  private final int partitions;

  /**
   * @param partitions P of the anchored topics
   */
  Reader(int partitions) {
    this.partitions = partitions;
  }

  List<Item> read(Iterable<ConsumerRecord<byte[], byte[]>> records) {
    List<Item> items = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      items.add(read(record));
    }
    return items;
  }

  Item read(ConsumerRecord<byte[], byte[]> record) {
    Topic topic = Topic.parse(record.topic());
    if (topic == Topic.AUDIT) {
      return new Item.Act(record);
    }
    return topic.fromAgents() ? reported(topic, record) : derived(topic, record);
  }

  /** What agents write passes the same door as everywhere. */
  private Item reported(Topic topic, ConsumerRecord<byte[], byte[]> record) {
    Inbound.Checked checked =
        Inbound.check(
            topic,
            record.partition(),
            partitions,
            record.key(),
            record.value(),
            record.headers(),
            Instant.ofEpochMilli(record.timestamp()));
    if (checked instanceof Inbound.Checked.Refused refused) {
      return new Item.Refused(record, refused.reason().wire(), refused.detail());
    }
    Inbound.Checked.Passed passed = (Inbound.Checked.Passed) checked;
    return new Item.Heard(record, passed.event(), passed.envelope().time(), passed.stamp().order());
  }

  /** What streams and api write needs no door; a broken record must not stop the others either. */
  private static Item derived(Topic topic, ConsumerRecord<byte[], byte[]> record) {
    if (record.key() == null) {
      return refused(record, Reason.NULL_KEY, "the record has no key");
    }
    if (record.value() == null) {
      return new Item.Ended(record, new String(record.key(), StandardCharsets.UTF_8));
    }
    Decoded decoded = EventCodec.decode(record.value());
    if (decoded instanceof Decoded.Refused refused) {
      return refused(record, refused.reason(), refused.detail());
    }
    Envelope<?> envelope = ((Decoded.Read) decoded).envelope();
    Event event = envelope.data();
    if (!(event instanceof Pulse) && event.goesTo() != topic) {
      return refused(
          record, Reason.WRONG_TOPIC, event.type().wire() + " belongs on " + event.goesTo().wire());
    }
    String missing = missing(event);
    return missing == null
        ? new Item.Heard(record, event, envelope.time(), Order.NONE)
        : refused(record, Reason.BAD_FIELD, missing + " is missing");
  }

  private static Item refused(ConsumerRecord<byte[], byte[]> record, Reason reason, String detail) {
    return new Item.Refused(record, reason.wire(), detail);
  }

  /** The moments a closed span needs; null when they are all there. */
  private static String missing(Event event) {
    if (event instanceof InstanceHealth health) {
      return missing(health);
    }
    if (event instanceof ServiceHealth health && health.previous() != null) {
      return missing("previous", health.previous().since(), health.previous().knownFrom());
    }
    if (event instanceof NodeHealth health && health.previous() != null) {
      return health.previousSince() == null ? "previousSince" : null;
    }
    return null;
  }

  private static String missing(InstanceHealth health) {
    for (InstanceHealth.ResourceChange change : health.changed()) {
      if (change.rid() == null) {
        return "changed.rid";
      }
      String missing =
          change.from() == null
              ? null
              : missing("changed[" + change.rid() + "]", change.since(), change.knownFrom());
      if (missing != null) {
        return missing;
      }
    }
    InstanceHealth.State previous = health.previous();
    return previous == null ? null : missing("previous", previous.since(), previous.knownFrom());
  }

  private static String missing(String where, Instant since, Instant knownFrom) {
    if (since == null) {
      return where + ".since";
    }
    return knownFrom == null ? where + ".knownFrom" : null;
  }
}
