package io.vigie.api.acknowledge;

import io.vigie.api.act.Act;
import io.vigie.api.act.Refusal;
import io.vigie.api.filter.Sql;
import io.vigie.api.list.Row;
import io.vigie.api.list.RowTable;
import io.vigie.api.list.Sight;
import io.vigie.api.list.Snapshot;
import io.vigie.contract.event.AuditAct;
import java.sql.SQLException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What saying something of many things of one kind has in common with another kind. */
public final class Saying {
  /** Things at once. */
  static final int MOST = 1_000;

  /** Of an act on more there are several entries of the audit: a record has its largest size. */
  private static final int MOST_NAMED = 200;

  private static final int LONGEST = 2_000;

  private Saying() {}

  static String comment(String text) {
    String said = words(text);
    if (said.isEmpty()) {
      throw Refusal.wrong("comment is missing: say why it is acknowledged");
    }
    return said;
  }

  /** A comment that may be left out; never null. */
  public static String words(String text) {
    String said = text == null ? "" : text.strip();
    if (said.length() > LONGEST) {
      throw Refusal.wrong(
          "comment has up to " + LONGEST + " characters; got " + said.length() + " of them");
    }
    return said;
  }

  /** Null when it is left out. */
  static Instant expires(String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    Instant moment;
    try {
      moment = Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw Refusal.wrong(
          "expires is a moment such as 2026-12-01T08:00:00Z; got \"" + shown(text) + '"');
    }
    Instant now = Instant.now();
    if (!moment.isAfter(now)) {
      throw Refusal.wrong("expires must be later than now, " + now + "; got " + moment);
    }
    return moment;
  }

  private static String shown(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "…";
  }

  public static <T> List<T> several(String field, List<T> named) {
    if (named == null || named.isEmpty() || named.size() > MOST) {
      throw Refusal.wrong(
          field + " names 1 to " + MOST + "; got " + (named == null ? 0 : named.size()));
    }
    int nothing = named.indexOf(null);
    if (nothing >= 0) {
      throw Refusal.wrong(field + '[' + nothing + "] is null; leave it out");
    }
    return named.stream().distinct().toList();
  }

  /** By id, those there are and this person may see. */
  public static <R extends Row> Map<String, R> seen(
      Snapshot tables, RowTable<R> table, List<String> ids, Sight sight) throws SQLException {
    String places = String.join(",", Collections.nCopies(ids.size(), "?"));
    Sql where =
        new Sql(table.id() + " IN (" + places + ")", List.copyOf(ids))
            .and(table.seen().apply(sight));
    Map<String, R> found = new HashMap<>();
    tables
        .all(
            new Sql(
                "SELECT "
                    + table.columns()
                    + " FROM "
                    + table.from()
                    + table.beside()
                    + " WHERE "
                    + where.text(),
                where.args()),
            table.mapper())
        .forEach(row -> found.put(row.id(), row));
    return found;
  }

  /**
   * For the audit.
   *
   * @param kind alert, action, ticket
   * @param said what was said of them all
   */
  public static void note(
      Act act, AuditAct what, String kind, List<String> ids, Map<String, Object> said)
      throws SQLException {
    for (int from = 0; from < ids.size(); from += MOST_NAMED) {
      List<String> some =
          new ArrayList<>(ids.subList(from, Math.min(ids.size(), from + MOST_NAMED)));
      Map<String, Object> after = new TreeMap<>(said);
      boolean one = ids.size() == 1;
      if (!one) {
        after.put(kind + 's', some);
      }
      act.note(what, kind, one ? some.get(0) : "", Map.of(), after);
    }
  }
}
