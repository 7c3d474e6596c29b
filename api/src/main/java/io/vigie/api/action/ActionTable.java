package io.vigie.api.action;

import io.vigie.api.filter.Field;
import io.vigie.api.filter.Fields;
import io.vigie.api.filter.Sql;
import io.vigie.api.list.Beside;
import io.vigie.api.list.RowTable;
import io.vigie.api.list.Sight;
import io.vigie.api.list.Snapshot;
import io.vigie.api.list.Sort;
import io.vigie.contract.event.ActionOrigin;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Actions, newest first. */
public final class ActionTable {
  // the id finds the service of an action, its name the actions of a service: either may come first
  private static final Beside SERVICE =
      new Beside(
          "s",
          "LEFT JOIN service s ON s.id=CONCAT(a.cluster,'/',a.service) AND s.service=a.service");

  private static final Beside KNOWN =
      new Beside("known", "LEFT JOIN action_ack known ON known.action=a.id");

  private static final int MOST_ERRORS = 10_000;

  private static final List<Sort.Key> NEWEST_FIRST =
      List.of(new Sort.Key("a.begin_at", true, false));

  // what can be sorted by has an index: there are too many to be sorted
  public static final RowTable<ActionRow> TABLE =
      new RowTable<>(
          "actions",
          "action a",
          List.of(SERVICE, KNOWN),
          ActionRow.COLUMNS,
          "a.id",
          new Fields(
              List.of(
                  Field.text("id", "a.id").unsorted(),
                  Field.text("cluster", "a.cluster").unsorted(),
                  Field.text("service", "a.service"),
                  Field.text("node", "a.node"),
                  Field.text("app", "s.app").orAbsent().unsorted(),
                  Field.text("action", "a.action").unsorted(),
                  Field.word(
                      "status", "a.status", List.of(ActionRow.RUNNING, "ok", "warn", "err", "off")),
                  Field.word("origin", "a.origin", origins()).unsorted(),
                  Field.text("by", "a.by_whom").unsorted(),
                  Field.number("pid", "a.pid").unsorted(),
                  Field.moment("begin", "a.begin_at"),
                  Field.moment("end", "a.end_at").orAbsent().unsorted(),
                  Field.span("durationMillis", "(a.end_at-a.begin_at)").orAbsent().unsorted(),
                  Field.text("acknowledged", ActionRow.KNOWN_BY).orAbsent().unsorted(),
                  Field.moment("acknowledgedAt", ActionRow.KNOWN_AT).orAbsent().unsorted(),
                  Field.text("comment", "known.comment").orAbsent().unsorted())),
          NEWEST_FIRST,
          NEWEST_FIRST,
          sight -> sight.instances("a", "COALESCE(s.app,'')"),
          ActionRow::read);

  private ActionTable() {}

  private static List<String> origins() {
    return Arrays.stream(ActionOrigin.values()).map(ActionOrigin::wire).toList();
  }

  /**
   * The newest actions of one service under all its names, newest first.
   *
   * @param id {@code cluster/service}
   * @param formerly ids it had before, with the moment the next name began: later actions under
   *     that id are another service's
   * @param sight of whoever asks: what has a former id now may not be theirs
   */
  public static List<ActionRow> newestOf(
      Snapshot snapshot, String id, Map<String, Instant> formerly, Sight sight, int limit)
      throws SQLException {
    List<ActionRow> all = new ArrayList<>(newestOf(snapshot, id, Sql.TRUE, limit));
    Sql seen = Sql.of("s.id IS NULL").or(sight.instances("a", "COALESCE(s.app,'')"));
    for (Map.Entry<String, Instant> former : formerly.entrySet()) {
      Sql before = Sql.of("a.begin_at<?", former.getValue().toEpochMilli()).and(seen);
      all.addAll(newestOf(snapshot, former.getKey(), before, limit));
    }
    return all.stream()
        .sorted(Comparator.comparing(ActionRow::begin).reversed().thenComparing(ActionRow::id))
        .limit(limit)
        .toList();
  }

  /** Failed actions of one service that nobody acknowledged, counted to {@link #MOST_ERRORS}. */
  public static int errors(Snapshot snapshot, String cluster, String service) throws SQLException {
    return snapshot
        .one(
            Sql.of(
                "SELECT COUNT(*) AS total FROM (SELECT 1 FROM action a"
                    + " LEFT JOIN action_ack known ON known.action=a.id"
                    + " WHERE a.service=? AND a.cluster=? AND a.status='err'"
                    + " AND COALESCE(known.by_whom,'')='' LIMIT ?) counted",
                service,
                cluster,
                MOST_ERRORS),
            row -> (int) row.number("total"))
        .orElse(0);
  }

  /** Those of them there are. */
  public static Sql byIds(List<String> ids) {
    return new Sql(
        "SELECT "
            + ActionRow.COLUMNS
            + ","
            + ActionRow.SAID
            + " AS said FROM "
            + TABLE.joined()
            + " WHERE a.id IN ("
            + String.join(",", Collections.nCopies(ids.size(), "?"))
            + ")",
        List.copyOf(ids));
  }

  private static List<ActionRow> newestOf(Snapshot snapshot, String id, Sql which, int limit)
      throws SQLException {
    Sql where =
        Sql.of(
                "a.service=? AND a.cluster=?",
                id.substring(id.indexOf('/') + 1),
                id.substring(0, id.indexOf('/')))
            .and(which);
    List<Object> args = new ArrayList<>(where.args());
    args.add(limit);
    return snapshot.all(
        new Sql(
            "SELECT "
                + ActionRow.COLUMNS
                + " FROM "
                + TABLE.joined()
                + " WHERE "
                + where.text()
                + " ORDER BY a.begin_at DESC, a.id LIMIT ?",
            args),
        ActionRow::read);
  }
}
