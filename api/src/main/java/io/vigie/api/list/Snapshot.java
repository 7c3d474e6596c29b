package io.vigie.api.list;

import io.vigie.api.filter.Sql;
import io.vigie.contract.topic.Topic;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/** The database at one moment: everything read through it belongs together. */
public final class Snapshot {
  /** Longest a statement may work, seconds. */
  static final int LIMIT_SECONDS = 5;

  private static final String POSITION =
      "SELECT topic, part, next FROM position WHERE topic IN ("
          + String.join(",", Collections.nCopies(Position.TOPICS.size(), "?"))
          + ")";
  private static final List<Object> TOPICS =
      Position.TOPICS.stream().map(Topic::wire).map(Object.class::cast).toList();

  private final Connection connection;

  public Snapshot(Connection connection) {
    this.connection = connection;
  }

  /** Every row of a query of at most some thousands. */
  public <T> List<T> all(Sql sql, RowTable.Mapper<T> mapper) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql.text())) {
      query.setQueryTimeout(LIMIT_SECONDS);
      int place = 0;
      for (Object arg : sql.args()) {
        query.setObject(++place, arg);
      }
      List<T> found = new ArrayList<>();
      try (ResultSet rows = query.executeQuery()) {
        Columns columns = new Columns(rows);
        while (rows.next()) {
          found.add(mapper.read(columns));
        }
      }
      return found;
    }
  }

  public <T> Optional<T> one(Sql sql, RowTable.Mapper<T> mapper) throws SQLException {
    return all(sql, mapper).stream().findFirst();
  }

  Position position() throws SQLException {
    Map<TopicPartition, Long> next = new HashMap<>();
    all(
        new Sql(POSITION, TOPICS),
        columns ->
            next.put(
                new TopicPartition(columns.text("topic"), (int) columns.number("part")),
                columns.number("next")));
    return new Position(next);
  }

  /** Append time of the last recorded pulse of the partition that is furthest behind. */
  Optional<Long> oldestPulse() throws SQLException {
    return one(
            Sql.of("SELECT MIN(appended) AS appended FROM pulse"),
            columns -> Optional.ofNullable(columns.moment("appended")))
        .flatMap(pulse -> pulse)
        .map(Instant::toEpochMilli);
  }
}
