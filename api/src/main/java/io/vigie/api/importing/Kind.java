package io.vigie.api.importing;

import io.vigie.api.act.Act;
import io.vigie.api.act.Outcome;
import io.vigie.api.cells.Cells;
import java.sql.SQLException;
import java.util.List;

/**
 * What can be imported.
 *
 * @param list whose download has the same columns
 * @param columns that are read
 * @param shown columns of the download that say what is derived, and are passed over
 */
record Kind(String list, List<String> columns, List<String> shown, Line line) {
  /** Does what one line says. */
  @FunctionalInterface
  interface Line {
    Outcome put(Act act, String id, Cells cells) throws SQLException;
  }
}
