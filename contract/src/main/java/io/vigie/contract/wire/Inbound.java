package io.vigie.contract.wire;

import io.vigie.contract.event.Event;
import io.vigie.contract.event.Pulse;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.topic.Partition;
import io.vigie.contract.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * The door that every record of an agent, command or delivery topic passes before it counts:
 * readable, on its topic, under its own key, on its anchor's partition, with a believable order.
 */
public final class Inbound {
  /** An epoch is seconds since 1970 at least; further ahead of append time than this is refused. */
  private static final long EPOCH_AHEAD_SECONDS = 86_400;

  /**
   * Half of what a topic takes: a health record repeats its status and tells what changed, and must
   * fit too. A compressed batch may carry far more than the broker's own limit.
   */
  public static final int MAX_BYTES = Topic.MAX_RECORD_BYTES / 2;

  private Inbound() {}

  /** What passed, or why it did not. */
  public sealed interface Checked {
    /**
     * @param stamp null for a pulse and for what the collector's own parts write: no node orders it
     */
    record Passed(Envelope<?> envelope, Stamp stamp) implements Checked {
      public Event event() {
        return envelope.data();
      }
    }

    record Refused(Reason reason, String detail) implements Checked {}
  }

  /**
   * @param key the record's key, or null
   * @param partitions P of the topic
   * @param appended the record's timestamp: append time
   */
  public static Checked check(
      Topic topic,
      int partition,
      int partitions,
      byte[] key,
      byte[] value,
      Headers headers,
      Instant appended) {
    if (key == null) {
      return new Checked.Refused(Reason.NULL_KEY, "the record has no key");
    }
    Decoded decoded = decode(value);
    if (decoded instanceof Decoded.Refused refused) {
      return new Checked.Refused(refused.reason(), refused.detail());
    }
    Envelope<?> envelope = ((Decoded.Read) decoded).envelope();
    Event event = envelope.data();
    if (event instanceof Pulse) {
      return checkPulse(topic, key, envelope);
    }
    return checkEvent(topic, partition, partitions, key, headers, appended, envelope);
  }

  /**
   * The same door for an event that a node sends without Kafka. What passes here passes {@link
   * #check} too, on the topic, under the key and on the partition that are the event's own. Its
   * order stands in the envelope, as attributes named like the record's headers.
   *
   * @param node who sends it, as it proved; it speaks only for itself
   * @param received when it came; stands for {@code sent} where that is not told
   */
  public static Checked checkFrom(NodeId node, byte[] value, Instant received) {
    Decoded decoded = decode(value);
    if (decoded instanceof Decoded.Refused refused) {
      return new Checked.Refused(refused.reason(), refused.detail());
    }
    Decoded.Read read = (Decoded.Read) decoded;
    Envelope<?> envelope = read.envelope();
    Event event = envelope.data();
    if (event.speaker() == null) {
      return new Checked.Refused(
          Reason.WRONG_TOPIC, "no node writes " + event.type().wire() + ", the collector does");
    }
    if (!event.speaker().equals(node) || !envelope.source().equals(node.toString())) {
      return new Checked.Refused(
          Reason.FORGED,
          "%s speaks only for itself; got source \"%s\", data of %s"
              .formatted(node, shorten(envelope.source()), event.speaker()));
    }
    Headers headers = new RecordHeaders();
    headers.add(Stamp.SENT, bytes(Long.toString(received.toEpochMilli())));
    read.attributes().forEach((name, text) -> headers.add(name, bytes(text)));
    return checkOrder(headers, received, envelope);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Decoded decode(byte[] value) {
    return value != null && value.length > MAX_BYTES
        ? new Decoded.Refused(
            Reason.TOO_LARGE, "a value has " + MAX_BYTES + " bytes at most; got " + value.length)
        : EventCodec.decode(value);
  }

  /** Elsewhere, or under another key, it would time nothing and take a report's place. */
  private static Checked checkPulse(Topic topic, byte[] key, Envelope<?> envelope) {
    if (!Pulse.INPUTS.contains(topic)) {
      return new Checked.Refused(Reason.WRONG_TOPIC, "no pulse belongs on " + topic.wire());
    }
    if (!Pulse.KEY.equals(new String(key, StandardCharsets.UTF_8))) {
      return new Checked.Refused(Reason.WRONG_KEY, "the key of a pulse must be " + Pulse.KEY);
    }
    return new Checked.Passed(envelope, null);
  }

  private static Checked checkEvent(
      Topic topic,
      int partition,
      int partitions,
      byte[] key,
      Headers headers,
      Instant appended,
      Envelope<?> envelope) {
    Event event = envelope.data();
    if (event.goesTo() != topic) {
      return new Checked.Refused(
          Reason.WRONG_TOPIC, event.type().wire() + " belongs on " + event.goesTo().wire());
    }
    String given = new String(key, StandardCharsets.UTF_8);
    if (!given.equals(event.key())) {
      return new Checked.Refused(
          Reason.WRONG_KEY,
          "the key must be \"" + event.key() + "\"; got \"" + shorten(given) + '"');
    }
    int right = Partition.of(event.anchor(), partitions);
    if (right != partition) {
      return new Checked.Refused(
          Reason.WRONG_PARTITION,
          "anchor " + event.anchor() + " belongs on partition " + right + ", not " + partition);
    }
    // what the collector's own parts write: its order is that of the log
    return topic.fromAgents()
        ? checkOrder(headers, appended, envelope)
        : new Checked.Passed(envelope, null);
  }

  private static Checked checkOrder(Headers headers, Instant appended, Envelope<?> envelope) {
    Stamp stamp;
    try {
      stamp = Stamp.read(headers);
    } catch (IllegalArgumentException e) {
      return new Checked.Refused(Reason.BAD_HEADER, e.getMessage());
    }
    if (stamp.order().epoch() > appended.getEpochSecond() + EPOCH_AHEAD_SECONDS) {
      return new Checked.Refused(
          Reason.EPOCH_AHEAD,
          "epoch " + stamp.order().epoch() + " is more than a day ahead of " + appended);
    }
    return new Checked.Passed(envelope, stamp);
  }

  private static String shorten(String text) {
    return text.length() <= 300 ? text : text.substring(0, 300) + "…";
  }
}
