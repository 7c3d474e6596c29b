package io.vigie.standalone.doctor;

import io.vigie.contract.topic.Topic;
import io.vigie.ingest.recorder.OutsideLog;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;

/** What the recorder has still to read, and what it never can: the database held against Kafka. */
final class PositionsCheck {
  private static final String NAME = "recorder";
  private static final long FAR_BEHIND = 100_000;

  private final Tables tables;
  private final Broker broker;

  PositionsCheck(Tables tables, Broker broker) {
    this.tables = tables;
    this.broker = broker;
  }

  Check check() {
    return new Check(NAME, this::look);
  }

  private record Position(long next, String topicId) {}

  private List<Finding> look() throws Exception {
    Map<TopicPartition, Position> positions = positions();
    if (positions.isEmpty()) {
      return List.of(Finding.fail(NAME, "it has never recorded anything", "start ingest"));
    }
    List<Finding> found = new ArrayList<>(otherTopics(positions));
    if (found.isEmpty()) {
      compare(positions, found);
    }
    return found;
  }

  private List<Finding> otherTopics(Map<TopicPartition, Position> positions)
      throws ExecutionException, InterruptedException {
    Map<String, TopicDescription> there = broker.topics();
    List<Finding> found = new ArrayList<>();
    positions.entrySet().stream()
        .filter(
            each -> {
              TopicDescription topic = there.get(each.getKey().topic());
              return topic == null || !topic.topicId().toString().equals(each.getValue().topicId());
            })
        .map(each -> each.getKey().topic())
        .distinct()
        .sorted()
        .forEach(
            topic ->
                found.add(
                    Finding.fail(
                        NAME,
                        "topic " + topic + " is not the one it recorded from: gone, or made anew",
                        "connect to the Kafka this database belongs to; if that one is gone for"
                            + " good, stop every recorder and run IngestMain with the argument"
                            + " forget")));
    return found;
  }

  private void compare(Map<TopicPartition, Position> positions, List<Finding> found)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, Long> begins = broker.offsets(positions.keySet(), OffsetSpec.earliest());
    Map<TopicPartition, Long> ends = broker.offsets(positions.keySet(), OffsetSpec.latest());
    long behind = 0;
    for (Map.Entry<TopicPartition, Position> each : positions.entrySet()) {
      TopicPartition partition = each.getKey();
      long next = each.getValue().next();
      long begin = begins.get(partition);
      long end = ends.get(partition);
      behind += Math.max(0, end - next);
      if (next < begin || next > end) {
        OutsideLog lost = OutsideLog.of(partition, next, begin, end);
        found.add(Finding.fail(NAME, lost.what(), "A later backup may have them. " + lost.next()));
      }
    }
    String says = "%,d records to record".formatted(behind);
    if (behind > FAR_BEHIND) {
      found.add(
          Finding.warn(
              NAME, says, "it works off a backlog; ask again in a minute whether it shrinks"));
    } else if (found.isEmpty()) {
      found.add(Finding.ok(NAME, says));
    }
  }

  private Map<TopicPartition, Position> positions() throws SQLException {
    Map<TopicPartition, Position> positions = new HashMap<>();
    try (Connection connection = tables.connect();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT topic, part, next, topic_id FROM position")) {
      while (row.next()) {
        if (Topic.parse(row.getString(1)) != null) {
          positions.put(
              new TopicPartition(row.getString(1), row.getInt(2)),
              new Position(row.getLong(3), row.getString(4)));
        }
      }
    }
    return positions;
  }
}
