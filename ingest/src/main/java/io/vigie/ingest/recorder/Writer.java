package io.vigie.ingest.recorder;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * One poll, one transaction: positions first, then rows. Rows need no guard of their own: a row is
 * written by one partition only, and a transaction commits only when each of its partitions still
 * stood where its records were read. So records take effect once each, in the log's order, whoever
 * writes them: a recorder that wakes after a long sleep finds its positions moved and writes
 * nothing.
 */
final class Writer {
  private static final int MOST_REPEATS = 5;

  private final Connection connection;
  private final Rejections rejections;
  private final RecorderMetrics metrics;
  private final String auditTopicId;

  /**
   * @param connection of its own, with automatic commit off
   * @param auditTopicId id of the audit topic the polls come from
   */
  Writer(
      Connection connection, Rejections rejections, RecorderMetrics metrics, String auditTopicId) {
    this.connection = connection;
    this.auditTopicId = auditTopicId;
    this.rejections = rejections;
    this.metrics = metrics;
  }

  /**
   * Records a poll: all of it, or what is left without the partitions another recorder has moved.
   *
   * @return those partitions
   * @throws SQLException when nothing is known about the outcome: positions must be read again
   */
  Set<TopicPartition> record(Poll poll) throws SQLException {
    Set<TopicPartition> lost = new HashSet<>();
    Poll rest = poll;
    int repeats = 0;
    while (!rest.isEmpty()) {
      Set<TopicPartition> lostNow;
      try {
        lostNow = attempt(rest);
      } catch (SQLException e) {
        Fault fault = Fault.of(e);
        if (fault == Fault.ROW) {
          connection.rollback();
          rest = rest.withRefused(culprits(rest.items(), e));
        } else if (fault == Fault.DEADLOCK && ++repeats <= MOST_REPEATS) {
          connection.rollback();
          metrics.repeated();
        } else {
          throw e;
        }
        continue;
      }
      if (lostNow.isEmpty()) {
        metrics.recorded(rest);
        return lost;
      }
      lost.addAll(lostNow);
      rest = rest.without(lostNow);
    }
    return lost;
  }

  private Set<TopicPartition> attempt(Poll poll) throws SQLException {
    Set<TopicPartition> lost = swap(poll);
    if (!lost.isEmpty()) {
      connection.rollback();
      return lost;
    }
    writeRows(poll.items());
    // after the rows, so that a batch tried again sends nothing twice; before the commit, so that
    // nothing set aside is forgotten
    rejections.send(poll.items());
    connection.commit();
    return Set.of();
  }

  private Set<TopicPartition> swap(Poll poll) throws SQLException {
    List<Map.Entry<TopicPartition, Poll.Move>> moves = List.copyOf(poll.sortedMoves().entrySet());
    int[] swapped = Positions.swap(connection, moves);
    Set<TopicPartition> lost = new HashSet<>();
    for (int i = 0; i < swapped.length; i++) {
      if (swapped[i] != 1) {
        lost.add(moves.get(i).getKey());
      }
    }
    return lost;
  }

  private void writeRows(List<Item> items) throws SQLException {
    Batch batch = Batch.of(items);
    SpanTables.write(connection, batch);
    PresentTables.write(connection, batch);
    CheckTable.write(connection, batch);
    SyncTables.write(connection, batch);
    ActionTables.write(connection, batch);
    AlertTables.write(connection, batch);
    TicketTables.write(connection, batch);
    DeliveryTable.write(connection, batch);
    AckTable.write(connection, batch);
    AuditTable.write(connection, batch, auditTopicId);
    PulseTable.write(connection, batch);
  }

  /**
   * The items whose rows MariaDB refuses, found by halving: a handful of trials that are rolled
   * back.
   *
   * @throws SQLException the given one when each half alone is fine
   */
  private List<Item.Refused> culprits(List<Item> items, SQLException refusal) throws SQLException {
    List<Item> suspects = items.stream().filter(item -> !(item instanceof Item.Refused)).toList();
    if (suspects.isEmpty()) {
      throw refusal;
    }
    if (suspects.size() == 1) {
      Item culprit = suspects.get(0);
      return List.of(
          new Item.Refused(
              culprit.record(), "not-recorded", "MariaDB refuses it: " + refusal.getMessage()));
    }
    List<Item.Refused> found = new ArrayList<>();
    int half = suspects.size() / 2;
    for (List<Item> part :
        List.of(suspects.subList(0, half), suspects.subList(half, suspects.size()))) {
      SQLException refused = tryRows(part);
      if (refused != null) {
        found.addAll(culprits(part, refused));
      }
    }
    if (found.isEmpty()) {
      throw new SQLException("rows are refused together and accepted apart", refusal);
    }
    return found;
  }

  /** Null when the rows are fine. */
  private SQLException tryRows(List<Item> items) throws SQLException {
    try {
      writeRows(items);
      return null;
    } catch (SQLException e) {
      if (Fault.of(e) != Fault.ROW) {
        throw e;
      }
      return e;
    } finally {
      connection.rollback();
    }
  }
}
