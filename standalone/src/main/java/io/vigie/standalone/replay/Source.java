package io.vigie.standalone.replay;

import io.vigie.contract.topic.Topic;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A partition that is read, with the little of it that waits for others. */
final class Source implements Comparable<Source> {
  private static final int MANY = 1_000_000;
  private static final int ITEM_BYTES = 64;

  /** Records of a partition may be a little out of the order of their times. */
  private static final long SLACK_MILLIS = 10_000;

  private final Topic topic;
  private final int rank;
  private final int partition;
  private final long end;
  private final long toMillis;
  private final Deque<Item> waiting = new ArrayDeque<>();
  private long position;
  private long upTo = Long.MIN_VALUE;
  private int held;
  private boolean over;

  /**
   * A record as far as it is needed.
   *
   * @param value null for a pulse, or for what has none
   */
  record Item(long appendedMillis, long offset, byte[] value, boolean pulse) {
    int bytes() {
      return ITEM_BYTES + (value == null ? 0 : value.length);
    }
  }

  /**
   * @param rank of its topic: of records of one moment the lower is the first
   * @param end first offset not wanted
   * @param toMillis append time up to which records are wanted
   */
  Source(Topic topic, int rank, int partition, long begin, long end, long toMillis) {
    this.topic = topic;
    this.rank = rank * MANY + partition;
    this.partition = partition;
    this.position = begin;
    this.end = end;
    this.toMillis = toMillis;
  }

  void take(ConsumerRecord<byte[], byte[]> record, boolean pulse) {
    upTo = record.timestamp();
    over |= upTo > toMillis + SLACK_MILLIS;
    if (record.offset() >= end || upTo > toMillis) {
      return;
    }
    // the pulses of a service's partition are those of its instances
    if (!pulse || topic != Topic.INSTANCE_HEALTH) {
      Item item =
          new Item(record.timestamp(), record.offset(), pulse ? null : record.value(), pulse);
      waiting.add(item);
      held += item.bytes();
    }
  }

  /**
   * @return whether that is further than before
   */
  boolean readTo(long offset) {
    boolean further = offset > position;
    position = offset;
    return further;
  }

  boolean done() {
    return over || position >= end;
  }

  boolean ready() {
    return !waiting.isEmpty();
  }

  /** Bytes that wait. */
  int held() {
    return held;
  }

  /** Append time of the next record. */
  long next() {
    return waiting.element().appendedMillis();
  }

  /** Append time up to which it was read. */
  long upTo() {
    return upTo;
  }

  void hand(Reader.Sink sink) {
    Item item = waiting.remove();
    held -= item.bytes();
    if (item.pulse()) {
      sink.pulse(topic, partition, item.appendedMillis());
    } else if (item.value() != null) {
      sink.record(topic, partition, item);
    }
  }

  @Override
  public int compareTo(Source other) {
    int byTime = Long.compare(next(), other.next());
    return byTime != 0 ? byTime : Integer.compare(rank, other.rank);
  }
}
