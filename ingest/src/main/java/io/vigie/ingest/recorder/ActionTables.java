package io.vigie.ingest.recorder;

import io.vigie.contract.event.ActionLine;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Actions and their lines. A line counts once, however often it is sent: those the table has are
 * looked up first. Nobody else can add one meanwhile, for this transaction holds the position of
 * the partition that all of them come from.
 */
final class ActionTables {
  private static final int LOOKUP = 500;

  // what was told first stays; name last, since the others ask whether it was known
  private static final String ACTION =
      """
      INSERT INTO action (id,cluster,service,node,action,status,origin,by_whom,command,pid,begin_at,\
      end_at,timeout_seconds,line_count,n,part,pos) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) \
      ON DUPLICATE KEY UPDATE \
      status=IF(status='running',VALUES(status),status),\
      origin=IF(action='' AND VALUES(action)<>'',VALUES(origin),origin),\
      by_whom=IF(action='' AND VALUES(action)<>'',VALUES(by_whom),by_whom),\
      command=IF(action='' AND VALUES(action)<>'',VALUES(command),command),\
      pid=IF(action='' AND VALUES(action)<>'',VALUES(pid),pid),\
      begin_at=IF(action='' AND VALUES(action)<>'',VALUES(begin_at),begin_at),\
      end_at=IF(end_at IS NULL,VALUES(end_at),end_at),\
      timeout_seconds=IF(timeout_seconds=0,VALUES(timeout_seconds),timeout_seconds),\
      line_count=line_count+VALUES(line_count),\
      n=VALUES(n),part=VALUES(part),pos=VALUES(pos),\
      action=IF(action='',VALUES(action),action)""";

  private static final String LINE =
      Sql.insertOnce(
          "action_line",
          "action",
          "number",
          "rid",
          "level",
          "text",
          "pid",
          "begin_at",
          "end_at",
          "status",
          "part",
          "pos");

  private ActionTables() {}

  static void write(Connection connection, Batch batch) throws SQLException {
    if (batch.actions.isEmpty()) {
      return;
    }
    Map<Batch.Line, Placed<ActionLine>> lines = new HashMap<>(batch.lines);
    lines.keySet().removeAll(recorded(connection, batch.lines.keySet()));
    Map<String, Integer> counts = new HashMap<>();
    lines.keySet().forEach(line -> counts.merge(line.action(), 1, Integer::sum));
    List<ActionRow> actions =
        batch.actions.values().stream()
            .map(row -> row.withLines(counts.getOrDefault(row.id(), 0)))
            .toList();
    Sql.write(connection, LINE, lines.values(), ActionTables::bindLine);
    Sql.write(connection, ACTION, actions, ActionTables::bindAction);
  }

  private static Set<Batch.Line> recorded(Connection connection, Collection<Batch.Line> lines)
      throws SQLException {
    List<Batch.Line> all = new ArrayList<>(lines);
    Set<Batch.Line> found = new HashSet<>();
    for (int from = 0; from < all.size(); from += LOOKUP) {
      found.addAll(lookUp(connection, all.subList(from, Math.min(all.size(), from + LOOKUP))));
    }
    return found;
  }

  private static Set<Batch.Line> lookUp(Connection connection, List<Batch.Line> lines)
      throws SQLException {
    String places =
        String.join(" OR ", Collections.nCopies(lines.size(), "(action=? AND number=?)"));
    Set<Batch.Line> found = new HashSet<>();
    try (PreparedStatement query =
        connection.prepareStatement("SELECT action, number FROM action_line WHERE " + places)) {
      Values values = new Values(query);
      for (Batch.Line line : lines) {
        values.text(line.action()).number(line.number());
      }
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          found.add(new Batch.Line(rows.getString(1), rows.getInt(2)));
        }
      }
    }
    return found;
  }

  private static void bindAction(PreparedStatement statement, ActionRow row) throws SQLException {
    new Values(statement)
        .text(row.id())
        .text(row.instance().cluster())
        .text(row.instance().service())
        .text(row.instance().node())
        .text(row.name())
        .text(row.status() == null ? "running" : row.status().wire())
        .text(row.origin().wire())
        .text(row.by())
        .text(row.command())
        .number(row.pid())
        .moment(row.begin())
        .moment(row.end())
        .number(row.timeoutSeconds())
        .number(row.lines())
        .number(row.pos())
        .number(row.part())
        .number(row.pos());
  }

  private static void bindLine(PreparedStatement statement, Placed<ActionLine> row)
      throws SQLException {
    ActionLine e = row.event();
    new Values(statement)
        .text(e.action())
        .number(e.number())
        .text(e.rid())
        .text(e.level().wire())
        .text(e.text())
        .number(e.pid())
        .moment(e.begin())
        .moment(e.end())
        .text(e.status() == null ? null : e.status().wire())
        .number(row.part())
        .number(row.pos());
  }
}
