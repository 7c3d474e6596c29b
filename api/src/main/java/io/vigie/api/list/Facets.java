package io.vigie.api.list;

import io.micronaut.http.HttpParameters;
import io.micronaut.http.exceptions.HttpStatusException;
import io.vigie.api.filter.Field;
import io.vigie.filter.Filter;
import io.vigie.filter.FilterParser;
import io.vigie.filter.QueryException;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Counts what a list could be filtered by. The values of a field are counted under all filters but
 * those on the field itself, so that the other values can be chosen instead.
 */
@Singleton
public final class Facets {
  private static final List<String> PARAMETERS = List.of("q", "field");
  private static final int MOST_FIELDS = 10;
  private static final int MOST_VALUES = 50;

  /** Of rows too many to be counted. */
  private static final int MOST_LOOKED_AT = 10_000;

  private final Lists lists;
  private final Snapshots snapshots;

  public Facets(Lists lists, Snapshots snapshots) {
    this.lists = lists;
    this.snapshots = snapshots;
  }

  /**
   * @param parameters q and field, each as often as wanted
   * @param sight of who asks: only the rows they may see are counted
   * @throws QueryException when the question is wrong
   * @throws HttpStatusException 503 when the database does not answer in time
   */
  public FacetAnswer read(RowTable<?> table, HttpParameters parameters, Sight sight) {
    ListRequest.requireKnown(parameters, PARAMETERS);
    List<Field> fields = fields(table, parameters.getAll("field"));
    List<Filter> filters = FilterParser.parse(ListRequest.filters(parameters));
    // each is refused before anything is counted
    lists.plan(table, filters, sight);
    return snapshots.read(
        snapshot -> {
          List<FacetAnswer.Facet> facets = new ArrayList<>();
          Map<List<Filter>, Boolean> tooMany = new HashMap<>();
          for (Field field : fields) {
            List<Filter> others = besides(filters, field);
            Plan plan = lists.plan(table, others, sight);
            if (!tooMany.containsKey(others)) {
              tooMany.put(others, Lists.total(snapshot, plan) > plan.mostCounted());
            }
            facets.add(facet(snapshot, plan, field, tooMany.get(others)));
          }
          List<FacetAnswer.Hits> query = new ArrayList<>();
          for (Filter filter : filters) {
            query.add(hits(snapshot, table, filter, sight));
          }
          return new FacetAnswer(facets, query);
        });
  }

  private static List<Field> fields(RowTable<?> table, List<String> names) {
    Set<String> different = new HashSet<>(names);
    if (different.size() < names.size() || names.size() > MOST_FIELDS) {
      throw new QueryException(
          QueryException.Kind.PARAMETER,
          Map.of(),
          "field names up to " + MOST_FIELDS + " different fields; got " + names.size());
    }
    return names.stream().map(table.fields()::counted).toList();
  }

  private static List<Filter> besides(List<Filter> filters, Field field) {
    return filters.stream().flatMap(filter -> filter.besides(field.name()).stream()).toList();
  }

  private static FacetAnswer.Facet facet(Snapshot snapshot, Plan plan, Field field, boolean capped)
      throws SQLException {
    List<FacetAnswer.Value> values =
        snapshot.all(
            plan.values(field, MOST_VALUES + 1, capped ? MOST_LOOKED_AT : 0),
            columns ->
                new FacetAnswer.Value(
                    field.kind() == Field.Kind.FLAG
                        ? Boolean.toString(columns.flag("value"))
                        : columns.text("value"),
                    (int) columns.number("total")));
    boolean more = values.size() > MOST_VALUES;
    return new FacetAnswer.Facet(
        field.name(),
        more ? values.subList(0, MOST_VALUES) : values,
        more ? Boolean.TRUE : null,
        capped ? Boolean.TRUE : null);
  }

  private FacetAnswer.Hits hits(Snapshot snapshot, RowTable<?> table, Filter filter, Sight sight)
      throws SQLException {
    Plan plan = lists.plan(table, List.of(filter), sight);
    int hits = Lists.total(snapshot, plan);
    return new FacetAnswer.Hits(
        filter.text(),
        Math.min(hits, plan.mostCounted()),
        hits > plan.mostCounted() ? Boolean.TRUE : null);
  }
}
