package io.vigie.api.list;

import io.micronaut.http.HttpParameters;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.exceptions.HttpStatusException;
import io.vigie.api.filter.Condition;
import io.vigie.api.filter.QueryException;
import io.vigie.api.filter.Sql;
import io.vigie.api.filter.Term;
import io.vigie.api.filter.TermParser;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Answers lists: a page by keyset, never by offset, its total, and where live events go on. */
@Singleton
public final class Lists {
  /** Rows are counted up to here. */
  static final int MOST_COUNTED = 100_000;

  private final Snapshots snapshots;
  private final Clock clock;

  @jakarta.inject.Inject
  public Lists(Snapshots snapshots) {
    this(snapshots, Clock.systemUTC());
  }

  Lists(Snapshots snapshots, Clock clock) {
    this.snapshots = snapshots;
    this.clock = clock;
  }

  /**
   * @throws HttpStatusException 400 when the question is wrong, 503 when the database does not
   *     answer in time
   */
  public <R extends Row> ListAnswer<R> read(RowTable<R> table, HttpParameters parameters) {
    try {
      return read(table, ListRequest.of(parameters));
    } catch (QueryException e) {
      throw new HttpStatusException(HttpStatus.BAD_REQUEST, e.getMessage());
    }
  }

  <R extends Row> ListAnswer<R> read(RowTable<R> table, ListRequest request) {
    List<Term> terms = TermParser.parse(request.q());
    Sort sort = Sort.parse(request.sort(), table.fields(), table.own());
    String list = Cursor.nameOf(table.resource(), terms.stream().map(Term::text).toList(), sort);
    Optional<Cursor> cursor =
        request.cursor().isEmpty()
            ? Optional.empty()
            : Optional.of(Cursor.parse(request.cursor(), list, sort));
    Sql filter = Condition.of(terms, table.fields(), clock.instant());
    return snapshots.read(
        snapshot -> {
          List<Keyed<R>> rows =
              snapshot.all(page(table, filter, sort, cursor, request.limit()), mapper(table, sort));
          boolean more = rows.size() > request.limit();
          List<Keyed<R>> shown = more ? rows.subList(0, request.limit()) : rows;
          int total = cursor.isEmpty() && !more ? rows.size() : total(snapshot, table, filter);
          return new ListAnswer<>(
              shown.stream().map(Keyed::row).toList(),
              Math.min(total, MOST_COUNTED),
              total > MOST_COUNTED ? Boolean.TRUE : null,
              more ? new Cursor(list, shown.get(shown.size() - 1).key()).toString() : null,
              terms,
              snapshot.position().toString(),
              lagMillis(snapshot));
        });
  }

  /** A row with what its place in the order is made of. */
  private record Keyed<R>(R row, List<Object> key) {}

  private static <R extends Row> RowTable.Mapper<Keyed<R>> mapper(RowTable<R> table, Sort sort) {
    return columns -> {
      R row = table.mapper().read(columns);
      List<Object> key = new ArrayList<>();
      for (int i = 0; i < sort.keys().size(); i++) {
        key.add(
            sort.keys().get(i).isText()
                ? (Object) columns.text("k" + i)
                : (Object) columns.number("k" + i));
      }
      key.add(row.id());
      return new Keyed<>(row, key);
    };
  }

  /** One row more than the page, to know whether there is a next one. */
  static Sql page(RowTable<?> table, Sql filter, Sort sort, Optional<Cursor> cursor, int limit) {
    StringBuilder keys = new StringBuilder();
    for (int i = 0; i < sort.keys().size(); i++) {
      keys.append(',').append(sort.keys().get(i).sql()).append(" AS k").append(i);
    }
    Sql where = filter.and(cursor.map(c -> c.after(sort, table.id())).orElse(Sql.TRUE));
    List<Object> args = new ArrayList<>(where.args());
    args.add(limit + 1);
    return new Sql(
        "SELECT "
            + table.columns()
            + keys
            + " FROM "
            + table.from()
            + " WHERE "
            + where.text()
            + " ORDER BY "
            + sort.order(table.id())
            + " LIMIT ?",
        args);
  }

  static Sql count(RowTable<?> table, Sql filter) {
    List<Object> args = new ArrayList<>(filter.args());
    args.add(MOST_COUNTED + 1);
    return new Sql(
        "SELECT COUNT(*) AS total FROM (SELECT 1 FROM "
            + table.from()
            + " WHERE "
            + filter.text()
            + " LIMIT ?) counted",
        args);
  }

  private static int total(Snapshot snapshot, RowTable<?> table, Sql filter) throws SQLException {
    return snapshot
        .one(count(table, filter), columns -> (int) columns.number("total"))
        .orElseThrow();
  }

  private Long lagMillis(Snapshot snapshot) throws SQLException {
    return snapshot.oldestPulse().map(pulse -> Math.max(0, clock.millis() - pulse)).orElse(null);
  }
}
