package io.vigie.standalone.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The same broker and database with nothing of ours between: what no pipeline on them can beat. */
final class RawBounds {
  private static final Duration TAKES = Duration.ofSeconds(4);
  private static final String TOPIC = "bench-raw";
  private static final int BATCH = 1000;

  private RawBounds() {}

  /**
   * Records a second that the same producers alone get acknowledged, same values and partitions.
   */
  static long kafka(String bootstrap, Population population, int partitions, int producers)
      throws InterruptedException, ExecutionException {
    Map<String, Object> settings = Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    try (Admin admin = Admin.create(settings)) {
      admin
          .createTopics(List.of(new NewTopic(TOPIC, Optional.of(partitions), Optional.empty())))
          .all()
          .get();
      List<KafkaProducer<byte[], byte[]>> all = Load.producers(bootstrap, producers);
      try {
        // a new topic's files reach the disk behind all else that is on its way there
        round(all, population);
        long sent = 0;
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < TAKES.toNanos()) {
          sent += round(all, population);
        }
        return perSecond(sent, begin);
      } finally {
        all.forEach(KafkaProducer::close);
        admin.deleteTopics(List.of(TOPIC)).all().get();
      }
    }
  }

  private static int round(List<KafkaProducer<byte[], byte[]>> producers, Population population) {
    for (Population.Member member : population.members()) {
      producers
          .get(member.node() % producers.size())
          .send(
              new ProducerRecord<>(
                  TOPIC, member.partition(), member.key(), member.first().bytes()));
    }
    producers.forEach(KafkaProducer::flush);
    return population.members().size();
  }

  /** Rows a second of a copy of the instance table, in batched upserts of one connection. */
  static long sql(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("DROP TABLE IF EXISTS bench_raw");
      statement.execute(
          "CREATE TABLE bench_raw (id VARCHAR(767) CHARACTER SET ascii NOT NULL,"
              + " n BIGINT NOT NULL, avail VARCHAR(12) NOT NULL, resources LONGTEXT NOT NULL,"
              + " PRIMARY KEY (id))");
      connection.setAutoCommit(false);
      String text = new String(new char[600]).replace('\0', 'x');
      long rows = 0;
      long begin = System.nanoTime();
      try (PreparedStatement upsert =
          connection.prepareStatement(
              "INSERT INTO bench_raw VALUES (?, ?, ?, ?) ON DUPLICATE KEY UPDATE"
                  + " n = VALUES(n), avail = VALUES(avail), resources = VALUES(resources)")) {
        while (System.nanoTime() - begin < TAKES.toNanos()) {
          for (int i = 0; i < BATCH; i++) {
            upsert.setString(1, "bench/svc" + rows % 10_000 + "@n");
            upsert.setLong(2, rows);
            upsert.setString(3, "up");
            upsert.setString(4, text);
            upsert.addBatch();
            rows++;
          }
          upsert.executeBatch();
          connection.commit();
        }
      }
      long rate = perSecond(rows, begin);
      connection.setAutoCommit(true);
      statement.execute("DROP TABLE bench_raw");
      return rate;
    }
  }

  private static long perSecond(long count, long begin) {
    return count * 1_000_000_000L / (System.nanoTime() - begin);
  }
}
