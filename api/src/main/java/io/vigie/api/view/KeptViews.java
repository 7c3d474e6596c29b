package io.vigie.api.view;

import io.vigie.api.act.Act;
import io.vigie.api.act.Difference;
import io.vigie.api.filter.Sql;
import io.vigie.contract.event.AuditAct;
import java.sql.SQLException;
import java.util.Optional;

/** Views as people keep, change and delete them: each an entry of the audit. */
final class KeptViews {
  private static final String KIND = "view";

  private KeptViews() {}

  /** What the audit tells of one. */
  private record Said(String query, boolean shared) {}

  /** In the place of the one before. */
  static void put(Act act, View view) throws SQLException {
    Optional<Said> before = one(act, view.owner(), view.list(), view.name());
    act.update(
        "REPLACE INTO saved_view (owner,list,name,query,shared,changed) VALUES (?,?,?,?,?,?)",
        view.owner(),
        view.list(),
        view.name(),
        view.query(),
        view.shared(),
        view.changed());
    Difference difference =
        Difference.of(before.orElse(null), new Said(view.query(), view.shared()));
    act.note(
        before.isEmpty() ? AuditAct.CREATE : AuditAct.CHANGE,
        KIND,
        object(view.owner(), view.list(), view.name()),
        difference.before(),
        difference.after());
  }

  /**
   * @return whether there was one
   */
  static boolean delete(Act act, String owner, String list, String name) throws SQLException {
    Optional<Said> before = one(act, owner, list, name);
    if (before.isEmpty()) {
      return false;
    }
    act.update("DELETE FROM saved_view WHERE owner=? AND list=? AND name=?", owner, list, name);
    Difference difference = Difference.of(before.get(), null);
    act.note(
        AuditAct.DELETE, KIND, object(owner, list, name), difference.before(), difference.after());
    return true;
  }

  private static Optional<Said> one(Act act, String owner, String list, String name)
      throws SQLException {
    return act.one(
        Sql.of(
            "SELECT query,shared FROM saved_view WHERE owner=? AND list=? AND name=?",
            owner,
            list,
            name),
        row -> new Said(row.text("query"), row.flag("shared")));
  }

  private static String object(String owner, String list, String name) {
    return owner + '/' + list + '/' + name;
  }
}
