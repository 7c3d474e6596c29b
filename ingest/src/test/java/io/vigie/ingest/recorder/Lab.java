package io.vigie.ingest.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigie.contract.event.Event;
import io.vigie.contract.topic.Partition;
import io.vigie.contract.topic.Topic;
import io.vigie.contract.wire.Envelope;
import io.vigie.contract.wire.EventCodec;
import io.vigie.contract.wire.Order;
import io.vigie.contract.wire.Stamp;
import io.vigie.embedded.EmbeddedBroker;
import io.vigie.embedded.EmbeddedMariaDb;
import io.vigie.ingest.IngestSettings;
import io.vigie.ingest.audit.Originals;
import io.vigie.ingest.audit.Verdict;
import io.vigie.ingest.audit.Verification;
import io.vigie.store.Database;
import io.vigie.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A real broker and a real MariaDB that the tests of this module share, and what they send and ask.
 * Each test has a cluster name of its own.
 */
public final class Lab {
  public static final int PARTITIONS = 4;

  private static final Path FOLDER = folder();
  private static EmbeddedBroker broker = EmbeddedBroker.start(FOLDER.resolve("kafka"), 0);
  private static final Path TABLES = FOLDER.resolve("mariadb");
  private static EmbeddedMariaDb mariaDb =
      EmbeddedMariaDb.start(TABLES, 0, EmbeddedMariaDb.Durability.EACH_SECOND);
  private static final Producer<byte[], byte[]> PRODUCER;

  static {
    broker.createTopics(PARTITIONS);
    PRODUCER =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrap(), "linger.ms", 5),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    Store.migrate(database());
    Runtime.getRuntime().addShutdownHook(new Thread(Lab::close, "lab-close"));
  }

  private Lab() {}

  public static String bootstrap() {
    return broker.bootstrap();
  }

  public static Database database() {
    return new Database(mariaDb.jdbcUrl(), mariaDb.user(), mariaDb.password());
  }

  static Path passwordFile() {
    return mariaDb.passwordFile();
  }

  public static IngestSettings settings() {
    return new IngestSettings(
        bootstrap(), Map.of(), database(), IngestSettings.NO_METRICS, Optional.empty());
  }

  /** kill -9 of the database. */
  static void killDatabase() throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-9", Long.toString(mariaDb.pid())).start().waitFor();
    while (mariaDb.isAlive()) {
      Thread.onSpinWait();
    }
  }

  /** The broker ends as it should and comes back on the same port. */
  static void restartBroker() {
    stopBroker();
    startBroker();
  }

  public static void stopBroker() {
    broker.close();
  }

  /** Where it was. */
  public static void startBroker() {
    int port = Integer.parseInt(bootstrap().substring(bootstrap().lastIndexOf(':') + 1));
    broker = EmbeddedBroker.start(FOLDER.resolve("kafka"), port);
  }

  static long databasePid() {
    return mariaDb.pid();
  }

  static void startDatabase() {
    int port = java.net.URI.create(mariaDb.jdbcUrl().substring("jdbc:".length())).getPort();
    mariaDb.close();
    mariaDb = EmbeddedMariaDb.start(TABLES, port, EmbeddedMariaDb.Durability.EACH_SECOND);
  }

  /** As its writer would: keyed, on its anchor's partition, stamped when agents write the topic. */
  static void send(Event event) {
    send(event, new Order(1_700_000_000L, 1));
  }

  static void send(Event event, Order order) {
    Topic topic = event.goesTo();
    byte[] value =
        EventCodec.encode(
            new Envelope<>(UUID.randomUUID().toString(), "test", Instant.now(), event));
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            topic.wire(), partition(event), event.key().getBytes(StandardCharsets.UTF_8), value);
    if (topic.fromAgents()) {
      new Stamp(order, Instant.now(), "").writeTo(record.headers());
    }
    PRODUCER.send(record);
  }

  /** With a time of its own, as its writer's clock has it. */
  static void sendAt(Instant time, Event event) {
    PRODUCER.send(
        new ProducerRecord<>(
            event.goesTo().wire(),
            partition(event),
            time.toEpochMilli(),
            event.key().getBytes(StandardCharsets.UTF_8),
            EventCodec.encode(
                new Envelope<>(UUID.randomUUID().toString(), "test", Instant.now(), event))));
  }

  /** What a verification says of each day of each partition. */
  static List<Verdict> verify(Originals originals) {
    return verify(new Verification(null, null), originals);
  }

  static List<Verdict> verify(Verification verification, Originals originals) {
    List<Verdict> verdicts = new ArrayList<>();
    try (Connection connection = database().connect()) {
      verification.run(connection, originals, verdicts::add);
      return verdicts;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  static void sendRaw(Topic topic, int partition, String key, byte[] value) {
    PRODUCER.send(
        new ProducerRecord<>(
            topic.wire(),
            partition,
            key == null ? null : key.getBytes(StandardCharsets.UTF_8),
            value));
  }

  static void flush() {
    PRODUCER.flush();
  }

  /** First column of the first row as a number; -1 without a row or with the database away. */
  public static long number(String sql, Object... parameters) {
    List<List<String>> rows = rows(sql, parameters);
    return rows.isEmpty() || rows.get(0).get(0) == null ? -1 : Long.parseLong(rows.get(0).get(0));
  }

  public static List<List<String>> rows(String sql, Object... parameters) {
    try (Connection connection = database().connect();
        PreparedStatement query = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        query.setObject(i + 1, parameters[i]);
      }
      List<List<String>> found = new ArrayList<>();
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          List<String> row = new ArrayList<>();
          for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
            row.add(rows.getString(i));
          }
          found.add(row);
        }
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException(sql + ": " + e.getMessage(), e);
    }
  }

  public static void update(String sql, Object... parameters) {
    try (Connection connection = database().connect();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(sql + ": " + e.getMessage(), e);
    }
  }

  /** Everything that was sent is recorded: positions stand at the ends of the topics. */
  public static void awaitRecorded(Duration limit) {
    flush();
    Map<TopicPartition, Long> ends = ends();
    await()
        .atMost(limit)
        .ignoreExceptions()
        .untilAsserted(
            () -> assertThat(behind(ends)).as("partitions behind, with what is missing").isEmpty());
  }

  private static Map<TopicPartition, Long> behind(Map<TopicPartition, Long> ends) {
    Map<TopicPartition, Long> behind = new TreeMap<>(Positions.ORDER);
    behind.putAll(ends);
    for (List<String> row : rows("SELECT topic, part, next FROM position")) {
      TopicPartition partition = new TopicPartition(row.get(0), Integer.parseInt(row.get(1)));
      behind.computeIfPresent(
          partition,
          (p, end) -> end > Long.parseLong(row.get(2)) ? end - Long.parseLong(row.get(2)) : null);
    }
    return behind;
  }

  static Map<TopicPartition, Long> ends() {
    try (Consumer<byte[], byte[]> consumer = Kafka.consumer(settings())) {
      return consumer.endOffsets(Kafka.TOPICS.stream().flatMap(Lab::partitions).toList());
    }
  }

  static Stream<TopicPartition> partitions(Topic topic) {
    return IntStream.range(0, topic.anchored() ? PARTITIONS : 1)
        .mapToObj(part -> new TopicPartition(topic.wire(), part));
  }

  private static int partition(Event event) {
    return event.goesTo().anchored() ? Partition.of(event.anchor(), PARTITIONS) : 0;
  }

  /** Every value of a topic, as text. */
  static List<String> values(Topic topic) {
    return records(topic).stream()
        .map(record -> new String(record.value(), StandardCharsets.UTF_8))
        .toList();
  }

  /** All that stands on a topic. */
  public static List<ConsumerRecord<byte[], byte[]>> records(Topic topic) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (Consumer<byte[], byte[]> consumer = Kafka.consumer(settings())) {
      List<TopicPartition> all = partitions(topic).toList();
      consumer.assign(all);
      consumer.seekToBeginning(all);
      Map<TopicPartition, Long> ends = consumer.endOffsets(all);
      while (all.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
    }
    return records;
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("vigie-ingest-test-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void close() {
    PRODUCER.close();
    mariaDb.close();
    broker.close();
    try (Stream<Path> files = Files.walk(FOLDER)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
