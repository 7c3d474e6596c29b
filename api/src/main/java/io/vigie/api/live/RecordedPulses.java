package io.vigie.api.live;

import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;

/**
 * The newest pulse of each partition that the recorder wrote; shows at once that MariaDB answers.
 */
@Singleton
public final class RecordedPulses {
  private static final int WITHIN_SECONDS = 2;

  private final DataSource database;
  private final ExecutorService worker =
      Executors.newCachedThreadPool(task -> new Thread(task, "health-database"));

  RecordedPulses(DataSource database) {
    // plain connections: those of the injected one want a transaction of its framework
    this.database = DelegatingDataSource.unwrapDataSource(database);
  }

  /**
   * @return append time of each partition's newest recorded pulse, epoch milliseconds
   * @throws SQLException when the database does not answer in time
   */
  public Map<TopicPartition, Long> read() throws SQLException {
    Future<Map<TopicPartition, Long>> answer = worker.submit(this::query);
    try {
      return answer.get(WITHIN_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new SQLException("no answer within " + WITHIN_SECONDS + " s", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof SQLException cause ? cause : new SQLException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SQLException("interrupted", e);
    }
  }

  private Map<TopicPartition, Long> query() throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement query =
            connection.prepareStatement("SELECT topic, part, appended FROM pulse");
        ResultSet rows = query.executeQuery()) {
      Map<TopicPartition, Long> found = new HashMap<>();
      while (rows.next()) {
        found.put(new TopicPartition(rows.getString(1), rows.getInt(2)), rows.getLong(3));
      }
      return found;
    }
  }

  @PreDestroy
  void stop() {
    worker.shutdownNow();
  }
}
