package io.vigie.ingest.audit;

import io.vigie.contract.topic.Topic;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The audit topic's own records, as far as it still has them. */
public final class Originals implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final int ASK_MILLIS = 10_000;

  private final String topicId;
  private final Consumer<byte[], byte[]> consumer;

  private Originals(String topicId, Consumer<byte[], byte[]> consumer) {
    this.topicId = topicId;
    this.consumer = consumer;
  }

  /**
   * @param client properties of Kafka clients, {@code bootstrap.servers} among them
   * @throws KafkaException when the broker does not answer in time
   */
  public static Originals open(Map<String, Object> client) {
    Map<String, Object> settings = new HashMap<>(client);
    settings.putAll(
        Map.of(
            "client.id",
            "vigie-audit-verify",
            "isolation.level",
            "read_committed",
            "enable.auto.commit",
            false,
            "auto.offset.reset",
            "none",
            "allow.auto.create.topics",
            false,
            "default.api.timeout.ms",
            ASK_MILLIS,
            "request.timeout.ms",
            ASK_MILLIS / 2));
    return new Originals(
        topicId(client),
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
  }

  private static String topicId(Map<String, Object> client) {
    Map<String, Object> settings = new HashMap<>(client);
    settings.put("default.api.timeout.ms", ASK_MILLIS);
    settings.put("request.timeout.ms", ASK_MILLIS / 2);
    String topic = Topic.AUDIT.wire();
    try (Admin admin = Admin.create(settings)) {
      return admin
          .describeTopics(List.of(topic))
          .allTopicNames()
          .get()
          .get(topic)
          .topicId()
          .toString();
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (ExecutionException e) {
      throw new KafkaException("topic " + topic + ": " + e.getCause().getMessage(), e.getCause());
    }
  }

  String topicId() {
    return topicId;
  }

  /**
   * Records of one partition, in order; only one such reading at a time.
   *
   * @param from first offset wanted
   * @param to first offset not wanted
   */
  Reading read(int part, long from, long to) {
    TopicPartition partition = new TopicPartition(Topic.AUDIT.wire(), part);
    long begin = consumer.beginningOffsets(List.of(partition)).get(partition);
    long end = consumer.endOffsets(List.of(partition)).get(partition);
    consumer.assign(List.of(partition));
    consumer.seek(partition, Math.min(end, Math.max(begin, from)));
    return new Reading(partition, begin, Math.min(end, to));
  }

  @Override
  public void close() {
    consumer.close();
  }

  /** A partition on its way from its begin to its end. */
  final class Reading {
    private final TopicPartition partition;
    private final long begin;
    private final long end;
    private final Deque<ConsumerRecord<byte[], byte[]>> read = new ArrayDeque<>();

    private Reading(TopicPartition partition, long begin, long end) {
      this.partition = partition;
      this.begin = begin;
      this.end = end;
    }

    /** Whether the topic has, or had and lost, what stands there: older records are deleted. */
    boolean reaches(long offset) {
      return offset >= begin;
    }

    /** The next record, left where it is; null behind the last one. */
    ConsumerRecord<byte[], byte[]> peek() {
      long giveUp = System.nanoTime() + LIMIT.toNanos();
      while (read.isEmpty() && consumer.position(partition) < end) {
        if (System.nanoTime() > giveUp) {
          throw new KafkaException(
              partition + " gives nothing behind offset " + consumer.position(partition));
        }
        consumer.poll(POLL).forEach(read::add);
      }
      return read.isEmpty() || read.peek().offset() >= end ? null : read.peek();
    }

    void take() {
      read.remove();
    }
  }
}
