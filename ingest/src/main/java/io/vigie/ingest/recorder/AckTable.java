package io.vigie.ingest.recorder;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/**
 * Who knows of which failed action. What is taken back leaves an empty row: a page must see that it
 * is newer than what it shows.
 */
final class AckTable {
  private static final String AT_THE_CONSOLE =
      Sql.upsert("action_ack", List.of("action"), "by_whom", "at", "comment", "part", "pos");

  // it speaks of what failed there only, and does not know what was said at the console: that
  // stands. by_whom last: the others ask whether somebody knew
  private static final String ON_ITS_NODE =
      """
      INSERT INTO action_ack (action,by_whom,at,comment,part,pos) \
      SELECT id,?,?,?,part,-1 FROM action WHERE id=? AND cluster=? AND service=? AND node=? \
      ON DUPLICATE KEY UPDATE \
      at=IF(action_ack.by_whom='',VALUES(at),action_ack.at),\
      comment=IF(action_ack.by_whom='',VALUES(comment),action_ack.comment),\
      by_whom=IF(action_ack.by_whom='',VALUES(by_whom),action_ack.by_whom)""";

  private static final String TAKEN_BACK_THERE =
      "UPDATE action_ack SET by_whom='',comment='' WHERE action=?"
          + " AND SUBSTRING_INDEX(by_whom,'@',-1)=? AND by_whom LIKE '%@%'";

  /** Its record is one about the action, as its lines are. */
  private static final String NEWER = "UPDATE action SET n=GREATEST(n,?) WHERE id=? AND node=?";

  private AckTable() {}

  /** After the actions of the batch: a node's word stands behind the end it is about. */
  static void write(Connection connection, Batch batch) throws SQLException {
    Sql.write(connection, AT_THE_CONSOLE, batch.actionAcks.values(), AckTable::bind);
    Collection<ActionAck> there = batch.nodeAcks.values();
    Sql.write(
        connection,
        ON_ITS_NODE,
        there.stream().filter(ack -> !ack.withdrawn()).toList(),
        AckTable::bindThere);
    Sql.write(
        connection,
        TAKEN_BACK_THERE,
        there.stream().filter(ActionAck::withdrawn).toList(),
        (statement, ack) -> new Values(statement).text(ack.action()).text(ack.node().node()));
    Sql.write(
        connection,
        NEWER,
        there,
        (statement, ack) ->
            new Values(statement).number(ack.pos()).text(ack.action()).text(ack.node().node()));
  }

  private static void bind(PreparedStatement statement, ActionAck ack) throws SQLException {
    new Values(statement)
        .text(ack.action())
        .text(ack.by())
        .moment(ack.at())
        .text(ack.comment())
        .number(ack.part())
        .number(ack.pos());
  }

  private static void bindThere(PreparedStatement statement, ActionAck ack) throws SQLException {
    new Values(statement)
        .text(ack.by())
        .moment(ack.at())
        .text(ack.comment())
        .text(ack.action())
        .text(ack.service().cluster())
        .text(ack.service().service())
        .text(ack.node().node());
  }
}
