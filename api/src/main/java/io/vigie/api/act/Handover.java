package io.vigie.api.act;

import io.vigie.api.ApiSettings;
import io.vigie.api.list.Snapshot;
import io.vigie.api.policy.Policies;
import io.vigie.contract.event.Event;
import io.vigie.contract.event.PolicyMark;
import io.vigie.contract.topic.Partition;
import io.vigie.contract.topic.Topic;
import io.vigie.contract.wire.Envelope;
import io.vigie.contract.wire.EventCodec;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * From the outbox to Kafka, in transactions of Kafka's. Each ends with a mark that says how far it
 * goes: so the topic itself knows what it has, and what a killed process had handed on is not
 * handed on again. When the topic has the mark of other tables, or none, or one that is ahead of
 * these tables, it is told all that the tables hold, and what they do not hold is gone.
 */
final class Handover implements AutoCloseable {
  private static final String TRANSACTIONS = "vigie-outbox";
  private static final Duration CLOSE = Duration.ofSeconds(5);

  private final Connection connection;
  private final Producer<byte[], byte[]> producer;
  private final String incarnation;
  private long last;

  private Handover(
      Connection connection, Producer<byte[], byte[]> producer, String incarnation, long last) {
    this.connection = connection;
    this.producer = producer;
    this.incarnation = incarnation;
    this.last = last;
  }

  /** Fences every other one, and brings the topic to these tables where it knows others. */
  static Handover begin(ApiSettings settings, Connection connection) throws SQLException {
    Producer<byte[], byte[]> producer = producer(settings);
    try {
      producer.initTransactions();
      Outbox.Head head = Outbox.head(new Snapshot(connection));
      PolicyMark mark = PolicyTopic.mark(settings).orElse(null);
      boolean known =
          mark != null && mark.incarnation().equals(head.incarnation()) && mark.n() <= head.last();
      Handover handover =
          new Handover(connection, producer, head.incarnation(), known ? mark.n() : -1);
      if (!known) {
        handover.tellAll(PolicyTopic.keys(settings), head.handedOn(mark));
      }
      return handover;
    } catch (SQLException | RuntimeException e) {
      producer.close(Duration.ZERO);
      throw e;
    }
  }

  /** Number of the last act that is on the topics. */
  long last() {
    return last;
  }

  /**
   * @return whether something was handed on
   */
  boolean step() throws SQLException {
    List<Outbox.Item> items = Outbox.after(new Snapshot(connection), last);
    if (items.isEmpty()) {
      return false;
    }
    long until = items.get(items.size() - 1).n();
    producer.beginTransaction();
    items.forEach(this::send);
    commit(until);
    return true;
  }

  /**
   * @param handedOn last act whose notes the audit topic has
   */
  private void tellAll(Set<String> told, long handedOn) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY");
      Snapshot tables = new Snapshot(connection);
      long until = Outbox.head(tables).last();
      List<Event> all = Policies.all(tables);
      List<Outbox.Item> waiting = Outbox.until(tables, until);
      statement.execute("ROLLBACK");
      producer.beginTransaction();
      // the audit is no state: what waits goes, unless it went before these tables were put back
      waiting.stream()
          .filter(item -> !Topic.POLICY.wire().equals(item.topic()) && item.n() > handedOn)
          .forEach(this::send);
      for (Event policy : all) {
        told.remove(policy.key());
        send(policy);
      }
      told.forEach(key -> send(Topic.POLICY.wire(), key, key, null));
      commit(until);
    }
  }

  private void commit(long until) throws SQLException {
    send(new PolicyMark(incarnation, until));
    producer.commitTransaction();
    last = until;
    Outbox.forget(connection, until);
  }

  private void send(Outbox.Item item) {
    byte[] value = item.value() == null ? null : bytes(item.value());
    send(item.topic(), item.key(), item.anchor(), value);
  }

  private void send(Event event) {
    String id = incarnation + '.' + last + '.' + event.key();
    byte[] value =
        EventCodec.encode(
            new Envelope<>(
                id.substring(0, Math.min(id.length(), 200)), Act.SOURCE, Instant.now(), event));
    send(event.type().topic().wire(), event.key(), event.anchor(), value);
  }

  private void send(String topic, String key, String anchor, byte[] value) {
    int partitions = producer.partitionsFor(topic).size();
    producer.send(new ProducerRecord<>(topic, Partition.of(anchor, partitions), bytes(key), value));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Producer<byte[], byte[]> producer(ApiSettings settings) {
    return new KafkaProducer<>(
        settings.client(
            Map.of(
                "client.id",
                "vigie-outbox",
                "transactional.id",
                TRANSACTIONS,
                "transaction.timeout.ms",
                10_000,
                "compression.type",
                "lz4",
                "max.block.ms",
                10_000)),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  @Override
  public void close() {
    producer.close(CLOSE);
  }
}
