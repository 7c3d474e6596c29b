package io.vigie.api.rename;

import io.vigie.api.act.Act;
import io.vigie.api.filter.Sql;
import io.vigie.api.people.Answers;
import java.sql.SQLException;

/** What people said of a thing, and who answers for it, goes to its new name. */
final class Heritage {
  private Heritage() {}

  /** What was said of the new name already stays. */
  static void pass(Act act, String kind, String was, String now) throws SQLException {
    boolean node = kind.equals(FormerNames.NODE);
    boolean moved =
        passed(act, "answerable", "of_kind='" + kind + "' AND of_id", "of_id", was, now);
    if (node) {
      moved |= passed(act, "node_edit", "node", "node", was, now);
      act.update(
          "INSERT IGNORE INTO node_edit (node,app,n) SELECT of_id,'',? FROM answerable"
              + " WHERE of_kind='node' AND of_id=? LIMIT 1",
          act.n(),
          now);
    }
    if (moved) {
      act.gone(kind + '/' + was);
      Answers.tell(act, new Answers.Of(node ? Answers.NODE : Answers.SERVICE, now));
    }
  }

  private static boolean passed(
      Act act, String table, String where, String column, String was, String now)
      throws SQLException {
    return act.one(Sql.of("SELECT 1 FROM " + table + " WHERE " + where + "=?", now), row -> true)
            .isEmpty()
        && act.update("UPDATE " + table + " SET " + column + "=? WHERE " + where + "=?", now, was)
            > 0;
  }
}
