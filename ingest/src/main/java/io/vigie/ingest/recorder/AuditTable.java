package io.vigie.ingest.recorder;

import io.vigie.ingest.audit.Entry;
import io.vigie.ingest.audit.Link;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Acts of people, each linked to the one before it. Nobody else can add a link meanwhile, for this
 * transaction holds the position of the partition that all of them come from. A record read again,
 * after the positions were forgotten, finds itself linked and changes nothing.
 */
final class AuditTable {
  private static final String HEAD =
      "SELECT n, topic_id, pos, appended, day, prev, hash FROM audit WHERE part=?"
          + " ORDER BY n DESC LIMIT 1";

  // plain: a link that is there already is a fault, never the same one again
  private static final String LINK =
      """
      INSERT INTO audit (part,n,topic_id,pos,appended,day,record,prev,hash,id,entry,at,person,role,\
      address,act,kind,object,before_json,after_json,outcome)\
       VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)""";

  private static final String DAY =
      "INSERT INTO audit_day (part,day,entries,head) VALUES (?,?,?,?)"
          + " ON DUPLICATE KEY UPDATE entries=entries+VALUES(entries), head=VALUES(head)";

  private AuditTable() {}

  private record Day(int part, LocalDate day, int entries, String head) {
    Day and(Day later) {
      return new Day(part, day, entries + later.entries, later.head);
    }
  }

  /**
   * @param topicId of the topic the records come from
   */
  static void write(Connection connection, Batch batch, String topicId) throws SQLException {
    for (Map.Entry<Integer, List<ConsumerRecord<byte[], byte[]>>> acts : batch.acts.entrySet()) {
      write(connection, head(connection, acts.getKey()), acts.getValue(), topicId);
    }
  }

  private static void write(
      Connection connection,
      Link head,
      List<ConsumerRecord<byte[], byte[]>> records,
      String topicId)
      throws SQLException {
    List<Link> links = new ArrayList<>();
    Map<LocalDate, Day> days = new TreeMap<>();
    Link last = head;
    for (ConsumerRecord<byte[], byte[]> record : records) {
      if (!last.covers(topicId, record.offset())) {
        last = last.next(topicId, record);
        links.add(last);
        days.merge(last.day(), new Day(last.part(), last.day(), 1, last.hash()), Day::and);
      }
    }
    Sql.write(connection, LINK, links, AuditTable::bindLink);
    Sql.write(connection, DAY, days.values(), AuditTable::bindDay);
  }

  private static Link head(Connection connection, int part) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(HEAD)) {
      query.setInt(1, part);
      try (ResultSet row = query.executeQuery()) {
        return row.next()
            ? new Link(
                part,
                row.getLong("n"),
                row.getString("topic_id"),
                row.getLong("pos"),
                row.getLong("appended"),
                LocalDate.parse(row.getString("day")),
                null,
                row.getString("prev"),
                row.getString("hash"))
            : Link.beginning(part);
      }
    }
  }

  private static void bindLink(PreparedStatement statement, Link link) throws SQLException {
    Entry entry = Entry.of(link.value(), link.appended());
    new Values(statement)
        .number(link.part())
        .number(link.n())
        .text(link.topicId())
        .number(link.pos())
        .number(link.appended())
        .text(link.day().toString())
        .bytes(link.value())
        .text(link.prev())
        .text(link.hash())
        .text(link.id())
        .text(entry.entry())
        .number(entry.at())
        .text(entry.person())
        .text(entry.role())
        .text(entry.address())
        .text(entry.act())
        .text(entry.kind())
        .text(entry.object())
        .text(entry.before())
        .text(entry.after())
        .text(entry.outcome());
  }

  private static void bindDay(PreparedStatement statement, Day day) throws SQLException {
    new Values(statement)
        .number(day.part())
        .text(day.day().toString())
        .number(day.entries())
        .text(day.head());
  }
}
