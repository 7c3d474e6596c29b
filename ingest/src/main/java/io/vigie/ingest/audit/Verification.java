package io.vigie.ingest.audit;

import io.vigie.contract.topic.Topic;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Whether the audit is as it was recorded: every chain is made again from the records, the columns
 * from them, the days' heads from the chains, and all is held against the topic's own records as
 * far as it has them.
 *
 * @param from first day to look at; null begins at the first entry
 * @param to last day to look at; null ends at the last entry
 */
public record Verification(LocalDate from, LocalDate to) {
  /** Behind every day. */
  private static final LocalDate NEVER = LocalDate.of(9999, 12, 31);

  public Verification {
    if (from != null && to != null && to.isBefore(from)) {
      throw new IllegalArgumentException("--to " + to + " is before --from " + from);
    }
  }

  /**
   * What was looked at.
   *
   * @param compared entries that the topic still had
   */
  public record Total(long days, long entries, long compared, long bad) {}

  /**
   * @param originals null compares with nothing
   * @param each is told of every day of every partition, in order
   */
  public Total run(Connection connection, Originals originals, Consumer<Verdict> each)
      throws SQLException {
    connection.setAutoCommit(false);
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    try (Statement statement = connection.createStatement()) {
      // a recorder may be at work: all that is read is of one moment
      statement.execute("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY");
    }
    try {
      Total total = new Total(0, 0, 0, 0);
      for (int part : parts(connection)) {
        Days days = new Days(part, heads(connection, part), each);
        long compared = run(connection, originals, part, days);
        total =
            new Total(
                total.days + days.count(),
                total.entries + days.entries(),
                total.compared + compared,
                total.bad + days.bad());
      }
      return total;
    } finally {
      connection.rollback();
    }
  }

  private long run(Connection connection, Originals originals, int part, Days days)
      throws SQLException {
    Walk walk = new Walk(connection, start(connection, part));
    Comparison comparison =
        originals == null ? null : comparison(connection, originals, walk.head());
    Rows rows = new Rows(connection, part, walk.head().n());
    Row row;
    days.note(from == null ? belowTheFirst(connection, part) : null);
    while ((row = rows.next()) != null) {
      LocalDate day = walk.head().dayOfNext(row.link().appended());
      if (day.isAfter(lastDay())) {
        break;
      }
      days.add(day, row.link().hash(), walk.step(row, rows.peek()));
      if (comparison != null) {
        days.note(comparison.step(row));
      }
    }
    if (comparison != null && row == null) {
      days.note(comparison.end(this::includes));
    }
    days.close();
    return comparison == null ? 0 : comparison.compared();
  }

  /** With what the topic has behind a link. */
  private static Comparison comparison(Connection connection, Originals originals, Link head)
      throws SQLException {
    String topicId = originals.topicId();
    long begin = head.topicId().equals(topicId) ? head.pos() + 1 : 0;
    long end = recorded(connection, topicId, head.part());
    return new Comparison(topicId, originals.read(head.part(), begin, end));
  }

  private boolean includes(LocalDate day) {
    return (from == null || !day.isBefore(from)) && !day.isAfter(lastDay());
  }

  private LocalDate lastDay() {
    return to == null ? NEVER : to;
  }

  /** No number is below 1: the chain would not see such an entry, but a list would show it. */
  private static String belowTheFirst(Connection connection, int part) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT id FROM audit WHERE part=? AND n<1 LIMIT 1")) {
      query.setInt(1, part);
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? "entry " + row.getString(1) + ": inserted, numbers begin at 1" : null;
      }
    }
  }

  /** The link before the first day wanted. */
  private Link start(Connection connection, int part) throws SQLException {
    if (from == null) {
      return Link.beginning(part);
    }
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT "
                + Row.COLUMNS
                + " FROM audit WHERE part=? AND day<? ORDER BY n DESC LIMIT 1")) {
      query.setInt(1, part);
      query.setString(2, from.toString());
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? Row.read(row).link() : Link.beginning(part);
      }
    }
  }

  private static List<Integer> parts(Connection connection) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT part FROM audit UNION SELECT part FROM audit_day"
                + " UNION SELECT part FROM position WHERE topic=? ORDER BY part")) {
      query.setString(1, Topic.AUDIT.wire());
      List<Integer> parts = new ArrayList<>();
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          parts.add(rows.getInt(1));
        }
      }
      return parts;
    }
  }

  /** First offset not yet recorded of that very topic. */
  private static long recorded(Connection connection, String topicId, int part)
      throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT next FROM position WHERE topic=? AND part=? AND topic_id=?")) {
      query.setString(1, Topic.AUDIT.wire());
      query.setInt(2, part);
      query.setString(3, topicId);
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? row.getLong(1) : 0;
      }
    }
  }

  private List<Days.Head> heads(Connection connection, int part) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT day, entries, head FROM audit_day WHERE part=? AND day BETWEEN ? AND ?"
                + " ORDER BY day")) {
      query.setInt(1, part);
      query.setString(2, (from == null ? LocalDate.EPOCH : from).toString());
      query.setString(3, lastDay().toString());
      List<Days.Head> heads = new ArrayList<>();
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          heads.add(
              new Days.Head(
                  LocalDate.parse(rows.getString(1)), rows.getLong(2), rows.getString(3)));
        }
      }
      return heads;
    }
  }
}
