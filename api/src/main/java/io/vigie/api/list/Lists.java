package io.vigie.api.list;

import io.micronaut.http.HttpParameters;
import io.micronaut.http.exceptions.HttpStatusException;
import io.vigie.api.filter.Condition;
import io.vigie.api.filter.Sql;
import io.vigie.filter.Filter;
import io.vigie.filter.FilterParser;
import io.vigie.filter.QueryException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Answers lists: a page by keyset, never by offset, its total, and where live events go on. */
@Singleton
public final class Lists {
  private final Snapshots snapshots;
  private final Clock clock;

  @Inject
  public Lists(Snapshots snapshots) {
    this(snapshots, Clock.systemUTC());
  }

  Lists(Snapshots snapshots, Clock clock) {
    this.snapshots = snapshots;
    this.clock = clock;
  }

  /**
   * @param sight of who asks: gets the rows they may see, and they alone are counted
   * @throws QueryException when the question is wrong
   * @throws HttpStatusException 503 when the database does not answer in time
   */
  public <R extends Row> ListAnswer<R> read(
      RowTable<R> table, HttpParameters parameters, Sight sight) {
    return read(table, ListRequest.of(parameters), sight);
  }

  private <R extends Row> ListAnswer<R> read(RowTable<R> table, ListRequest request, Sight sight) {
    Plan plan = plan(table, request, sight);
    return snapshots.read(
        snapshot -> {
          List<Keyed<R>> rows =
              snapshot.all(plan.page(request.limit()), mapper(table, plan.sort(), sight));
          boolean more = rows.size() > request.limit();
          List<Keyed<R>> shown = more ? rows.subList(0, request.limit()) : rows;
          int total = plan.cursor().isEmpty() && !more ? rows.size() : total(snapshot, plan);
          return new ListAnswer<>(
              shown.stream().map(Keyed::row).toList(),
              Math.min(total, plan.mostCounted()),
              total > plan.mostCounted() ? Boolean.TRUE : null,
              more ? new Cursor(plan.list(), shown.get(shown.size() - 1).key()).toString() : null,
              plan.filters().stream().map(filter -> new Understood(filter.text())).toList(),
              snapshot.position().toString(),
              lagMillis(snapshot));
        });
  }

  /**
   * Every row of a list that somebody sees, in its order.
   *
   * @param parameters q and sort
   * @throws QueryException as {@link #read}
   * @throws HttpStatusException as {@link #read}
   */
  public <R extends Row> Rows<R> all(RowTable<R> table, HttpParameters parameters, Sight sight) {
    Plan plan = plan(table, ListRequest.whole(parameters), sight);
    return snapshots.stream(plan.all(), table.mapper(sight));
  }

  /**
   * The first rows that somebody sees by another order than the list's own.
   *
   * @param parameters q, and those that the caller knows beside it
   * @throws QueryException as {@link #read}
   * @throws HttpStatusException as {@link #read}
   */
  public <R extends Row> List<R> first(
      RowTable<R> table,
      Sort.Key by,
      int most,
      HttpParameters parameters,
      List<String> beside,
      Sight sight) {
    ListRequest request = ListRequest.without(parameters, beside);
    Sort sort = new Sort("", List.of(by), false);
    Plan plan = plan(table, FilterParser.parse(request.q()), sort, "", sight);
    return snapshots.read(snapshot -> snapshot.all(plan.page(most - 1), table.mapper(sight)));
  }

  /**
   * Whether the list answers this question.
   *
   * @param parameters q and sort
   * @throws QueryException when it does not
   */
  public void check(RowTable<?> table, HttpParameters parameters) {
    plan(table, ListRequest.whole(parameters), Sight.ALL);
  }

  Plan plan(RowTable<?> table, ListRequest request, Sight sight) {
    return plan(table, FilterParser.parse(request.q()), request, sight);
  }

  private Plan plan(RowTable<?> table, List<Filter> filters, ListRequest request, Sight sight) {
    return plan(table, filters, Sort.parse(request.sort(), table), request.cursor(), sight);
  }

  private Plan plan(RowTable<?> table, List<Filter> filters, Sort sort, String place, Sight sight) {
    String list =
        Cursor.nameOf(table.resource(), filters.stream().map(Filter::text).toList(), sort);
    Optional<Cursor> cursor =
        place.isEmpty() ? Optional.empty() : Optional.of(Cursor.parse(place, list, sort));
    Sql filter = Condition.of(filters, table.fields(), clock.instant());
    return new Plan(table, filters, filter.and(table.seen().apply(sight)), sort, list, cursor);
  }

  /** The rows somebody sees that all these filters hold of, in the list's own order. */
  Plan plan(RowTable<?> table, List<Filter> filters, Sight sight) {
    return plan(table, filters, ListRequest.FIRST, sight);
  }

  /**
   * Ids of the rows somebody sees that all these filters hold of, in the list's own order.
   *
   * @param most rows
   * @throws QueryException when a filter is wrong
   */
  public List<String> ids(Snapshot tables, RowTable<?> table, List<String> q, Sight sight, int most)
      throws SQLException {
    Plan plan = plan(table, FilterParser.parse(q), sight);
    return tables.all(plan.ids(most), columns -> columns.text("row_id"));
  }

  /** A row with what its place in the order is made of. */
  private record Keyed<R>(R row, List<Object> key) {}

  private static <R extends Row> RowTable.Mapper<Keyed<R>> mapper(
      RowTable<R> table, Sort sort, Sight sight) {
    RowTable.Mapper<R> mapper = table.mapper(sight);
    return columns -> {
      R row = mapper.read(columns);
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

  static int total(Snapshot snapshot, Plan plan) throws SQLException {
    return snapshot.one(plan.count(), columns -> (int) columns.number("total")).orElseThrow();
  }

  private Long lagMillis(Snapshot snapshot) throws SQLException {
    return snapshot.oldestPulse().map(pulse -> Math.max(0, clock.millis() - pulse)).orElse(null);
  }
}
