package io.vigie.api.list;

import io.vigie.contract.topic.Topic;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/**
 * Where the rows of an answer stand in the topics that live events come from: of each partition the
 * first offset that the answer does not show. In an URL it is base64url of a version byte, then for
 * each topic of {@link #TOPICS} the number of its partitions and their offsets plus one (0: the
 * partition is not recorded yet), all as variable-length integers: 48 partitions of 8 topics take 3
 * KB.
 *
 * @param next first offset not yet shown; a partition that is missing is read from its beginning
 */
public record Position(Map<TopicPartition, Long> next) {
  /** The topics live events come from, in the order of the text. */
  public static final List<Topic> TOPICS =
      List.of(
          Topic.INSTANCE_HEALTH,
          Topic.SERVICE_HEALTH,
          Topic.NODE_HEALTH,
          Topic.ACTION,
          Topic.ALERT,
          Topic.COMMAND,
          Topic.TICKET,
          Topic.SYNC_HEALTH);

  private static final byte VERSION = 5;
  private static final int LONGEST = 4_096;
  private static final int MOST_PARTITIONS = 1_000;

  public Position {
    TreeMap<TopicPartition, Long> sorted = new TreeMap<>(ORDER);
    next.forEach(
        (partition, offset) -> {
          if (TOPICS.contains(Topic.parse(partition.topic()))) {
            sorted.put(partition, requireOffset(partition, offset));
          }
        });
    next = Collections.unmodifiableMap(sorted);
  }

  private static final Comparator<TopicPartition> ORDER =
      Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);

  private static long requireOffset(TopicPartition partition, long offset) {
    if (offset < 0) {
      throw new IllegalArgumentException("offset of " + partition + " is below 0: " + offset);
    }
    return offset;
  }

  /**
   * Reads what {@link #toString()} wrote.
   *
   * @throws IllegalArgumentException when it is no position; the next step is to read the list
   *     again
   */
  public static Position parse(String text) {
    try {
      if (text.length() > LONGEST) {
        throw new IllegalArgumentException("longer than " + LONGEST + " characters");
      }
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
      if (bytes.get() != VERSION) {
        throw new IllegalArgumentException("of another version");
      }
      Map<TopicPartition, Long> next = new TreeMap<>(ORDER);
      for (Topic topic : TOPICS) {
        readTopic(topic, bytes, next);
      }
      if (bytes.hasRemaining()) {
        throw new IllegalArgumentException("too long");
      }
      return new Position(next);
    } catch (IllegalArgumentException | BufferUnderflowException e) {
      throw new IllegalArgumentException(
          "position is not one that a list answered"
              + (e.getMessage() == null ? "" : " (" + e.getMessage() + ")")
              + "; read the list again",
          e);
    }
  }

  private static void readTopic(Topic topic, ByteBuffer bytes, Map<TopicPartition, Long> next) {
    long partitions = readNumber(bytes);
    if (partitions > MOST_PARTITIONS) {
      throw new IllegalArgumentException(partitions + " partitions");
    }
    for (int partition = 0; partition < partitions; partition++) {
      long offset = readNumber(bytes) - 1;
      if (offset >= 0) {
        next.put(new TopicPartition(topic.wire(), partition), offset);
      }
    }
  }

  @Override
  public String toString() {
    ByteBuffer bytes = ByteBuffer.allocate(1 + 10 * (TOPICS.size() + next.size() + gaps()));
    bytes.put(VERSION);
    for (Topic topic : TOPICS) {
      List<Long> offsets = offsets(topic);
      writeNumber(bytes, offsets.size());
      offsets.forEach(offset -> writeNumber(bytes, offset + 1));
    }
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Arrays.copyOf(bytes.array(), bytes.position()));
  }

  private int gaps() {
    return TOPICS.stream().mapToInt(topic -> offsets(topic).size()).sum() - next.size();
  }

  /** By partition; -1 for one that is missing. */
  private List<Long> offsets(Topic topic) {
    List<Long> offsets = new ArrayList<>();
    next.forEach(
        (partition, offset) -> {
          if (partition.topic().equals(topic.wire())) {
            while (offsets.size() < partition.partition()) {
              offsets.add(-1L);
            }
            offsets.add(offset);
          }
        });
    return offsets;
  }

  // seven bits a byte, the lowest first, the high bit says that more follow
  private static void writeNumber(ByteBuffer bytes, long number) {
    long rest = number;
    while ((rest & ~0x7FL) != 0) {
      bytes.put((byte) (rest & 0x7F | 0x80));
      rest >>>= 7;
    }
    bytes.put((byte) rest);
  }

  private static long readNumber(ByteBuffer bytes) {
    long number = 0;
    for (int shift = 0; shift < 63; shift += 7) {
      byte part = bytes.get();
      number |= (long) (part & 0x7F) << shift;
      if (part >= 0) {
        return number;
      }
    }
    throw new IllegalArgumentException("number too large");
  }
}
