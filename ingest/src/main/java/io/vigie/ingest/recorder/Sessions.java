package io.vigie.ingest.recorder;

import io.vigie.contract.topic.Topic;
import io.vigie.ingest.IngestSettings;
import io.vigie.store.Database;
import io.vigie.store.Months;
import io.vigie.store.Store;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens sessions: schema, months, the log's identity, positions. */
final class Sessions {
  private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);
  private static final int MONTHS_TIMEOUT_MILLIS = 120_000;

  private final IngestSettings settings;
  private final Admin admin;
  private final Producer<byte[], byte[]> producer;
  private final RecorderMetrics metrics;
  private boolean migrated;

  Sessions(
      IngestSettings settings,
      Admin admin,
      Producer<byte[], byte[]> producer,
      RecorderMetrics metrics) {
    this.settings = settings;
    this.admin = admin;
    this.producer = producer;
    this.metrics = metrics;
  }

  /**
   * @throws SQLException or a FlywayException when the database is away
   * @throws org.apache.kafka.common.KafkaException when the broker is away
   * @throws Refusal when positions were taken from another log
   */
  Session open() throws SQLException {
    Database database = settings.database();
    Connection connection = connect(database);
    Consumer<byte[], byte[]> consumer = null;
    try {
      prepare(database);
      Identity identity = Identity.ask(admin, Kafka.TOPICS);
      consumer = Kafka.consumer(settings);
      Map<TopicPartition, Long> positions = positions(connection, consumer, identity);
      Rejections rejections = new Rejections(producer, identity.partitions(), metrics);
      return new Session(
          connection,
          consumer,
          new Reader(identity.partitions()),
          new Writer(connection, rejections, metrics, identity.topicIds().get(Topic.AUDIT.wire())),
          metrics,
          identity,
          positions);
    } catch (SQLException | RuntimeException e) {
      if (consumer != null) {
        consumer.close();
      }
      connection.close();
      throw e;
    }
  }

  private static Connection connect(Database database) throws SQLException {
    Connection connection = database.connect();
    try (Statement statement = connection.createStatement()) {
      // what other sessions wait for is never held by one that stands still: a suspended recorder's
      // transaction is ended by the server, and its positions are free
      statement.execute("SET SESSION idle_transaction_timeout = 5");
      statement.execute("SET SESSION innodb_lock_wait_timeout = 3");
      // what does not fit is refused, never cut, whatever the server is set to
      statement.execute(
          "SET SESSION sql_mode = CONCAT_WS(',', NULLIF(@@sql_mode, ''), 'STRICT_ALL_TABLES')");
      connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      connection.setAutoCommit(false);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
    return connection;
  }

  private void prepare(Database database) throws SQLException {
    if (!migrated) {
      Store.migrate(database);
      migrated = true;
      addMonths();
    }
  }

  private Map<TopicPartition, Long> positions(
      Connection connection, Consumer<byte[], byte[]> consumer, Identity identity)
      throws SQLException {
    Map<TopicPartition, Positions.Position> known = Positions.read(connection);
    identity
        .refuses(known)
        .ifPresent(
            why -> {
              throw new Refusal(why);
            });
    Set<TopicPartition> all = partitions(identity);
    Set<TopicPartition> missing = new HashSet<>(all);
    missing.removeAll(known.keySet());
    if (!missing.isEmpty()) {
      Positions.insertMissing(
          connection, identity, consumer.beginningOffsets(missing, Duration.ofSeconds(10)));
      connection.commit();
      known = Positions.read(connection);
    }
    connection.commit();
    Map<TopicPartition, Long> positions = new HashMap<>();
    for (TopicPartition partition : all) {
      positions.put(partition, known.get(partition).next());
    }
    return positions;
  }

  private static Set<TopicPartition> partitions(Identity identity) {
    Set<TopicPartition> all = new HashSet<>();
    for (Topic topic : Kafka.TOPICS) {
      for (int part = 0; part < identity.partitions(topic); part++) {
        all.add(new TopicPartition(topic.wire(), part));
      }
    }
    return all;
  }

  /** Never in the way of recording: a month that is missing is kept in the last partition. */
  void addMonths() {
    try (Connection connection = settings.database().connect(MONTHS_TIMEOUT_MILLIS)) {
      int added = Months.ensure(connection, Instant.now());
      if (added > 0) {
        LOG.atInfo().addKeyValue("partitions", added).log("months added");
      }
    } catch (SQLException e) {
      metrics.monthsNotAdded();
      LOG.atWarn().addKeyValue("reason", e.getMessage()).log("months not added, tried again later");
    }
  }
}
