package io.vigie.standalone.lab;

import io.vigie.contract.topic.Topic;
import io.vigie.streams.StreamsSettings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** How far the collector is: what streams have committed, what the database holds. */
final class Recorded {
  static final List<Topic> TO_STREAMS =
      List.of(Topic.NODE_HEARTBEAT, Topic.NODE, Topic.INSTANCE_STATUS, Topic.SERVICE_CONFIG);

  private static final List<Topic> TO_RECORDER =
      List.of(
          Topic.INSTANCE_HEALTH,
          Topic.SERVICE_HEALTH,
          Topic.NODE_HEALTH,
          Topic.ACTION,
          Topic.NODE,
          Topic.SERVICE_CONFIG);

  private final Parts parts;
  private final Duration limit;

  /**
   * @param limit longest that anything may take to come through
   */
  Recorded(Parts parts, Duration limit) {
    this.parts = parts;
    this.limit = limit;
  }

  /** Waits until everything that stands on the agents' topics now has reached the database. */
  void all() {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", parts.bootstrap()))) {
      Map<TopicPartition, Long> sent = ends(admin, TO_STREAMS);
      await("streams have committed all that was sent", () -> reached(committed(admin), sent));
      Map<TopicPartition, Long> derived = ends(admin, TO_RECORDER);
      await("the database holds all that was derived", () -> reached(positions(), derived));
    }
  }

  /**
   * Waits until the whole way works again: a pulse appended from now on has come through every
   * partition into the database.
   *
   * @return how long that took
   */
  Duration flowing() {
    long from = System.currentTimeMillis();
    return await("pulses come through every partition again", () -> oldestPulse() >= from);
  }

  /** Append time of the oldest partition's last pulse in the database, epoch milliseconds. */
  long oldestPulse() throws SQLException {
    try (Connection connection = parts.database().connect();
        PreparedStatement query =
            connection.prepareStatement("SELECT COUNT(*), MIN(appended) FROM pulse");
        ResultSet row = query.executeQuery()) {
      row.next();
      return row.getLong(1) < 3L * Parts.PARTITIONS ? 0 : row.getLong(2);
    }
  }

  long sumOfPositions() throws SQLException {
    return positions().values().stream().mapToLong(Long::longValue).sum();
  }

  private Duration await(String what, java.util.concurrent.Callable<Boolean> condition) {
    return Until.holds(
        what,
        limit,
        () -> {
          parts.supervise();
          return condition.call();
        });
  }

  private static boolean reached(Map<TopicPartition, Long> now, Map<TopicPartition, Long> goal) {
    return goal.entrySet().stream()
        .allMatch(
            end -> end.getValue() == 0 || now.getOrDefault(end.getKey(), -1L) >= end.getValue());
  }

  private static Map<TopicPartition, Long> ends(Admin admin, List<Topic> topics) {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    for (Topic topic : topics) {
      IntStream.range(0, Parts.PARTITIONS)
          .forEach(part -> asked.put(new TopicPartition(topic.wire(), part), OffsetSpec.latest()));
    }
    Map<TopicPartition, Long> ends = new HashMap<>();
    try {
      admin
          .listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
          .all()
          .get()
          .forEach((partition, end) -> ends.put(partition, end.offset()));
    } catch (ExecutionException e) {
      throw new IllegalStateException("the broker does not tell its offsets", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
    return ends;
  }

  private static Map<TopicPartition, Long> committed(Admin admin) throws Exception {
    Map<TopicPartition, Long> committed = new HashMap<>();
    admin
        .listConsumerGroupOffsets(StreamsSettings.APPLICATION_ID)
        .partitionsToOffsetAndMetadata()
        .get()
        .forEach(
            (partition, offset) ->
                committed.put(partition, offset == null ? -1L : offset.offset()));
    return committed;
  }

  private Map<TopicPartition, Long> positions() throws SQLException {
    Map<TopicPartition, Long> positions = new HashMap<>();
    try (Connection connection = parts.database().connect();
        PreparedStatement query =
            connection.prepareStatement("SELECT topic, part, next FROM position");
        ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        positions.put(new TopicPartition(rows.getString(1), rows.getInt(2)), rows.getLong(3));
      }
    }
    return positions;
  }
}
