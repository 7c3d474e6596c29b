package io.vigie.api.ticket;

import io.vigie.api.alert.AlertRow;
import io.vigie.api.list.Columns;
import io.vigie.contract.alert.AlertMove;
import io.vigie.contract.alert.AlertState;
import io.vigie.contract.alert.Severity;
import java.sql.SQLException;

/**
 * What a transition made of an alert, as far as tickets ask.
 *
 * @param at milliseconds since 1970
 * @param quiet somebody knows of it, a silence hits it or another alert holds it
 */
record Lived(
    long at, AlertMove move, boolean open, boolean quiet, Severity severity, long episode) {
  static final String COLUMNS =
      "c.alert,c.at,c.move,c.state,c.severity,c.episode,"
          + "(c.by_whom<>'' OR c.silenced_by<>'' OR c.held_by<>'') AS quiet";

  /** Whether it is counted from here how long it is open. */
  boolean begins() {
    return move == AlertMove.RAISED || move == AlertMove.FLAPPING;
  }

  static Lived read(Columns row) throws SQLException {
    return new Lived(
        row.number("at"),
        AlertMove.parse(row.text("move")),
        AlertState.parse(row.text("state")) == AlertState.OPEN,
        row.flag("quiet"),
        AlertRow.severity(row),
        row.number("episode"));
  }
}
