package io.vigie.standalone.lab;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigie.contract.topic.Topic;
import io.vigie.contract.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What was sent and what is held, as files of JSON lines that any script can read. */
final class Evidence {
  private static final List<Topic> SENT =
      List.of(
          Topic.NODE_HEARTBEAT,
          Topic.NODE,
          Topic.INSTANCE_STATUS,
          Topic.SERVICE_CONFIG,
          Topic.ACTION);

  private static final List<String> TABLES =
      List.of(
          "instance",
          "service",
          "node",
          "service_config",
          "node_inventory",
          "action",
          "action_line",
          "instance_span",
          "resource_span",
          "service_span",
          "node_span",
          "alert",
          "alert_change",
          "action_ack");

  private final Parts parts;

  Evidence(Parts parts) {
    this.parts = parts;
  }

  /** The agents' topics as they stand on the broker: its order, its clock. */
  Path sent() {
    Path file = parts.dir().resolve("sent.jsonl");
    try (Writer lines = Files.newBufferedWriter(file)) {
      records(SENT, record -> write(lines, line(record)));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
    return file;
  }

  /** Every row but those that only tell how far the recorder is. */
  Path tables() {
    Path file = parts.dir().resolve("tables.jsonl");
    try (Writer lines = Files.newBufferedWriter(file);
        Connection connection = parts.database().connect();
        Statement statement = connection.createStatement()) {
      for (String table : TABLES) {
        try (ResultSet rows = statement.executeQuery("SELECT * FROM `" + table + '`')) {
          while (rows.next()) {
            write(lines, Map.of("table", table, "row", row(rows)));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    } catch (SQLException e) {
      throw new IllegalStateException("the tables cannot be read", e);
    }
    return file;
  }

  /** Every record on these topics now, partition by partition. */
  void records(List<Topic> topics, Consumer<ConsumerRecord<byte[], byte[]>> each) {
    List<TopicPartition> partitions = new ArrayList<>();
    for (Topic topic : topics) {
      IntStream.range(0, topic.anchored() ? Parts.PARTITIONS : 1)
          .forEach(part -> partitions.add(new TopicPartition(topic.wire(), part)));
    }
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                parts.bootstrap(),
                "isolation.level",
                "read_committed",
                "enable.auto.commit",
                false),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(Duration.ofMillis(200)).forEach(each);
      }
    }
  }

  private static ObjectNode line(ConsumerRecord<byte[], byte[]> record) {
    return Json.MAPPER
        .createObjectNode()
        .put("topic", record.topic())
        .put("partition", record.partition())
        .put("offset", record.offset())
        .put("key", new String(record.key(), StandardCharsets.UTF_8))
        .put("appended", record.timestamp())
        .put("epoch", header(record, "epoch"))
        .put("seq", header(record, "seq"))
        .put("value", new String(record.value(), StandardCharsets.UTF_8));
  }

  private static long header(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? 0 : Long.parseLong(new String(header.value(), StandardCharsets.UTF_8));
  }

  private static ObjectNode row(ResultSet rows) throws SQLException {
    ObjectNode row = Json.MAPPER.createObjectNode();
    ResultSetMetaData columns = rows.getMetaData();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      row.putPOJO(columns.getColumnLabel(i), rows.getObject(i));
    }
    return row;
  }

  private static void write(Writer lines, Object line) {
    try {
      lines.write(Json.MAPPER.writeValueAsString(line));
      lines.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
