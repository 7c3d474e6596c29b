package io.vigie.ingest.recorder;

import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.event.CheckHealth;
import io.vigie.contract.event.CheckValues;
import io.vigie.contract.id.AlertId;
import io.vigie.contract.id.NodeId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What nodes measured last: each record has all of a node, what it has not is no more. */
final class CheckTable {
  private static final String VALUE =
      Sql.upsert(
          "check_value",
          List.of("id", "cluster", "node", "kind", "instance", "service"),
          "value",
          "unit",
          "read_at",
          "low",
          "high",
          "threshold",
          "state",
          "part",
          "pos");

  private static final String GONE =
      "DELETE FROM check_value WHERE node=? AND cluster=? AND (pos<>? OR part<>?)";

  private static final int WORD = AlertKind.CHECK_OUT_OF_BOUNDS.wire().length() + 1;

  private CheckTable() {}

  /** A value with the record that has it. */
  private record Row(NodeId node, CheckHealth.Value value, Placed<CheckHealth> of) {}

  static void write(Connection connection, Batch batch) throws SQLException {
    List<Row> rows = new ArrayList<>();
    for (Placed<CheckHealth> placed : batch.checks.values()) {
      NodeId node = placed.event().node();
      placed.event().values().forEach(value -> rows.add(new Row(node, value, placed)));
    }
    Sql.write(connection, VALUE, rows, CheckTable::bind);
    Sql.write(connection, GONE, batch.checks.values(), CheckTable::bindGone);
  }

  private static void bind(PreparedStatement statement, Row row) throws SQLException {
    CheckHealth.Value e = row.value();
    new Values(statement)
        .text(id(row.node(), e))
        .text(row.node().cluster())
        .text(row.node().node())
        .text(e.kind())
        .text(e.instance())
        .text(e.service().substring(e.service().indexOf('/') + 1))
        .decimal(e.value())
        .text(e.unit())
        .moment(e.read())
        .decimal(e.low())
        .decimal(e.high())
        .text(e.threshold())
        .text(e.state().wire())
        .number(row.of().part())
        .number(row.of().pos());
  }

  /** That of the alert about it, without its kind. */
  private static String id(NodeId node, CheckHealth.Value value) {
    String detail = CheckValues.Value.detail(value.kind(), value.instance(), value.service());
    return AlertId.of(AlertKind.CHECK_OUT_OF_BOUNDS, node, detail).toString().substring(WORD);
  }

  private static void bindGone(PreparedStatement statement, Placed<CheckHealth> placed)
      throws SQLException {
    new Values(statement)
        .text(placed.event().node().node())
        .text(placed.event().node().cluster())
        .number(placed.pos())
        .number(placed.part());
  }
}
