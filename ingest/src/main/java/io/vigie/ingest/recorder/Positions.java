package io.vigie.ingest.recorder;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** How far each partition is recorded. Moved only by comparing and swapping, with its rows. */
final class Positions {
  static final Comparator<TopicPartition> ORDER =
      Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);

  private static final String SWAP =
      "UPDATE position SET next=? WHERE topic=? AND part=? AND next=?";

  private Positions() {}

  /**
   * @param next first offset not yet recorded
   */
  record Position(long next, String topicId, String clusterId) {}

  static Map<TopicPartition, Position> read(Connection connection) throws SQLException {
    Map<TopicPartition, Position> found = new HashMap<>();
    try (PreparedStatement query =
            connection.prepareStatement(
                "SELECT topic, part, next, topic_id, cluster_id FROM position");
        ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        found.put(
            new TopicPartition(rows.getString(1), rows.getInt(2)),
            new Position(rows.getLong(3), rows.getString(4), rows.getString(5)));
      }
    }
    return found;
  }

  /** First start; another recorder may do the same at the same moment. */
  static void insertMissing(
      Connection connection, Identity identity, Map<TopicPartition, Long> beginnings)
      throws SQLException {
    Sql.write(
        connection,
        Sql.insertOnce("position", "topic", "part", "topic_id", "cluster_id", "next"),
        beginnings.entrySet(),
        (statement, beginning) ->
            new Values(statement)
                .text(beginning.getKey().topic())
                .number(beginning.getKey().partition())
                .text(identity.topicIds().get(beginning.getKey().topic()))
                .text(identity.clusterId())
                .number(beginning.getValue()));
  }

  /**
   * Moves positions from where their records were read to behind them. Each row stays locked until
   * the transaction ends: who comes second waits, then finds it moved.
   *
   * @return for each move 1 when it was made; anything else when the position was not there any
   *     more (another recorder has recorded these records) or is held by a recorder that stands
   *     still in its transaction, until the server ends that one
   */
  static int[] swap(Connection connection, List<Map.Entry<TopicPartition, Poll.Move>> moves)
      throws SQLException {
    try (PreparedStatement swap = connection.prepareStatement(SWAP)) {
      for (Map.Entry<TopicPartition, Poll.Move> move : moves) {
        new Values(swap)
            .number(move.getValue().to())
            .text(move.getKey().topic())
            .number(move.getKey().partition())
            .number(move.getValue().from());
        swap.addBatch();
      }
      return swap.executeBatch();
    } catch (BatchUpdateException e) {
      if (Fault.of(e) == Fault.LOCK && e.getUpdateCounts().length == moves.size()) {
        return e.getUpdateCounts();
      }
      throw e;
    }
  }
}
