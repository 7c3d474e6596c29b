package io.vigie.api.action;

import io.vigie.api.filter.Field;
import io.vigie.api.filter.Fields;
import io.vigie.api.filter.Sql;
import io.vigie.api.list.RowTable;
import io.vigie.api.list.Snapshot;
import io.vigie.api.list.Sort;
import io.vigie.contract.event.ActionOrigin;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/** Actions, newest first. */
public final class ActionTable {
  // the id finds the service of an action, its name the actions of a service: either may come first
  private static final String SERVICE =
      " LEFT JOIN service s ON s.id=CONCAT(a.cluster,'/',a.service) AND s.service=a.service";

  static final String FROM = "action a" + SERVICE;

  public static final RowTable<ActionRow> TABLE =
      new RowTable<>(
          "actions",
          "action a",
          SERVICE,
          "s",
          ActionRow.COLUMNS,
          "a.id",
          new Fields(
              List.of(
                  Field.text("id", "a.id"),
                  Field.text("cluster", "a.cluster"),
                  Field.text("service", "a.service"),
                  Field.text("node", "a.node"),
                  Field.text("app", "s.app").orAbsent(),
                  Field.text("action", "a.action"),
                  Field.word(
                      "status", "a.status", List.of(ActionRow.RUNNING, "ok", "warn", "err", "off")),
                  Field.word("origin", "a.origin", origins()),
                  Field.text("by", "a.by_whom"),
                  Field.number("pid", "a.pid"),
                  Field.moment("begin", "a.begin_at"),
                  Field.moment("end", "a.end_at").orAbsent(),
                  Field.span("durationMillis", "(a.end_at-a.begin_at)").orAbsent())),
          List.of(new Sort.Key("a.begin_at", true, false)),
          ActionRow::read);

  private ActionTable() {}

  private static List<String> origins() {
    return Arrays.stream(ActionOrigin.values()).map(ActionOrigin::wire).toList();
  }

  /** The newest actions of one service, newest first. */
  public static List<ActionRow> newestOf(
      Snapshot snapshot, String cluster, String service, int limit) throws SQLException {
    return snapshot.all(
        Sql.of(
            "SELECT "
                + ActionRow.COLUMNS
                + " FROM "
                + FROM
                + " WHERE a.service=? AND a.cluster=? ORDER BY a.begin_at DESC, a.id LIMIT ?",
            service,
            cluster,
            limit),
        ActionRow::read);
  }
}
