package io.vigie.standalone.replay;

import io.vigie.contract.event.Pulse;
import io.vigie.contract.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads what is committed, belongs to no group and commits nothing. Records of many partitions come
 * out in the order in which they were appended; of each partition only a few are held.
 */
final class Reader implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(500);
  private static final long PATIENCE_NANOS = Duration.ofSeconds(30).toNanos();
  private static final int ASK_MILLIS = 10_000;
  private static final byte[] PULSE = Pulse.KEY.getBytes(StandardCharsets.UTF_8);

  /** A partition of which so many bytes are held waits for the others. */
  private static final int HELD = 48 * 1024;

  /** One after another in their order. */
  interface Sink {
    void pulse(Topic topic, int partition, long appendedMillis);

    void record(Topic topic, int partition, Source.Item item);
  }

  private final Object bootstrap;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final PriorityQueue<Source> heads = new PriorityQueue<>();
  private final List<Source> idle = new ArrayList<>();
  private Map<TopicPartition, Source> sources = Map.of();

  /** Every partition was read to here at least. */
  private long horizon;

  private long records;

  private Reader(Object bootstrap, KafkaConsumer<byte[], byte[]> consumer) {
    this.bootstrap = bootstrap;
    this.consumer = consumer;
  }

  /**
   * @param client properties of Kafka clients, {@code bootstrap.servers} among them
   */
  static Reader open(Map<String, Object> client) {
    Map<String, Object> settings = new HashMap<>(client);
    settings.put("client.id", "vigie-replay");
    settings.put("isolation.level", "read_committed");
    settings.put("enable.auto.commit", false);
    settings.put("auto.offset.reset", "none");
    settings.put("allow.auto.create.topics", false);
    settings.put("default.api.timeout.ms", ASK_MILLIS);
    settings.put("request.timeout.ms", ASK_MILLIS / 2);
    // little of each of some hundred partitions: what is read is held nowhere for long
    settings.put("max.partition.fetch.bytes", 64 * 1024);
    settings.put("fetch.max.bytes", 4 * 1024 * 1024);
    settings.put("max.poll.records", 2_000);
    return new Reader(
        client.get("bootstrap.servers"),
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
  }

  /** Records read so far, pulses among them. */
  long records() {
    return records;
  }

  /** All of a topic, partition by partition in its order. */
  void readAll(Topic topic, Consumer<ConsumerRecord<byte[], byte[]>> each) {
    List<TopicPartition> partitions = partitions(topic);
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    long giveUp = System.nanoTime() + PATIENCE_NANOS;
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      ConsumerRecords<byte[], byte[]> read = consumer.poll(POLL);
      giveUp = giveUp(giveUp, !read.isEmpty());
      records += read.count();
      read.forEach(each);
    }
  }

  /**
   * @param begins append time from which each topic is read; 0 from its beginning
   * @param toMillis append time up to which they are read
   */
  void read(Map<Topic, Long> begins, long toMillis, Sink sink) {
    assign(begins, toMillis);
    while (fill()) {
      Source head = heads.remove();
      head.hand(sink);
      if (head.ready()) {
        heads.add(head);
      } else if (!head.done()) {
        idle.add(head);
        horizon = Math.min(horizon, head.upTo());
      }
    }
  }

  private void assign(Map<Topic, Long> begins, long toMillis) {
    Map<TopicPartition, Topic> all = new LinkedHashMap<>();
    begins.keySet().forEach(topic -> partitions(topic).forEach(part -> all.put(part, topic)));
    consumer.assign(all.keySet());
    Map<TopicPartition, Long> first = consumer.beginningOffsets(all.keySet());
    Map<TopicPartition, Long> last = consumer.endOffsets(all.keySet());
    Map<TopicPartition, Long> from =
        at(all.keySet().stream().collect(Collectors.toMap(p -> p, p -> begins.get(all.get(p)))));
    List<Topic> order = List.copyOf(begins.keySet());
    sources = new HashMap<>();
    all.forEach(
        (partition, topic) -> {
          long begin =
              begins.get(topic) == 0
                  ? first.get(partition)
                  : from.getOrDefault(partition, last.get(partition));
          consumer.seek(partition, begin);
          sources.put(
              partition,
              new Source(
                  topic,
                  order.indexOf(topic),
                  partition.partition(),
                  begin,
                  last.get(partition),
                  toMillis));
        });
    sort();
  }

  /** First offset of that time or later; none where nothing is so new. */
  private Map<TopicPartition, Long> at(Map<TopicPartition, Long> times) {
    Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(times);
    return found.entrySet().stream()
        .filter(each -> Objects.nonNull(each.getValue()))
        .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().offset()));
  }

  private List<TopicPartition> partitions(Topic topic) {
    List<PartitionInfo> known;
    try {
      known = consumer.partitionsFor(topic.wire());
    } catch (TimeoutException e) {
      throw new KafkaException(
          "Kafka does not answer at " + bootstrap + ": see that it runs, or name it with --kafka",
          e);
    }
    if (known == null || known.isEmpty()) {
      throw new KafkaException(
          "there is no topic "
              + topic.wire()
              + ": this is not the Kafka of a collector, or one of an older version (vigie topics)");
    }
    return known.stream().map(part -> new TopicPartition(part.topic(), part.partition())).toList();
  }

  /** Reads until it is known which record is the next; false behind the last. */
  private boolean fill() {
    long giveUp = System.nanoTime() + PATIENCE_NANOS;
    while (!idle.isEmpty() && (heads.isEmpty() || heads.peek().next() >= horizon)) {
      giveUp = giveUp(giveUp, poll());
    }
    return !heads.isEmpty();
  }

  private long giveUp(long before, boolean progress) {
    if (progress) {
      return System.nanoTime() + PATIENCE_NANOS;
    }
    if (System.nanoTime() > before) {
      throw new KafkaException(
          "Kafka gave nothing for "
              + PATIENCE_NANOS / 1_000_000_000
              + " s though it has more: see whether its broker works (vigie doctor)");
    }
    return before;
  }

  private boolean poll() {
    List<TopicPartition> full = new ArrayList<>();
    List<TopicPartition> hungry = new ArrayList<>();
    sources.forEach(
        (partition, s) -> (s.held() >= HELD || s.done() ? full : hungry).add(partition));
    consumer.pause(full);
    consumer.resume(hungry);
    ConsumerRecords<byte[], byte[]> read = consumer.poll(POLL);
    records += read.count();
    for (ConsumerRecord<byte[], byte[]> record : read) {
      sources
          .get(new TopicPartition(record.topic(), record.partition()))
          .take(record, Arrays.equals(record.key(), PULSE));
    }
    boolean moved = false;
    for (TopicPartition partition : hungry) {
      moved |= sources.get(partition).readTo(consumer.position(partition));
    }
    sort();
    return moved;
  }

  private void sort() {
    heads.clear();
    idle.clear();
    horizon = Long.MAX_VALUE;
    for (Source source : sources.values()) {
      if (source.ready()) {
        heads.add(source);
      } else if (!source.done()) {
        idle.add(source);
        horizon = Math.min(horizon, source.upTo());
      }
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
