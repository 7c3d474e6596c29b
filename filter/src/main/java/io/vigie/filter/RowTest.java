package io.vigie.filter;

import java.util.List;

/** Says of a row whether a filter holds. */
@FunctionalInterface
public interface RowTest {
  /**
   * @param now what ages are counted from, milliseconds since 1970
   */
  boolean holds(Values row, long now);

  /**
   * @param filters all must hold; of none every row is
   * @throws QueryException naming filter, character, value and rule
   */
  static RowTest of(List<Filter> filters, FilterFields<?> fields) {
    List<RowTest> tests = filters.stream().map(filter -> of(filter, fields)).toList();
    return (row, now) -> tests.stream().allMatch(test -> test.holds(row, now));
  }

  private static RowTest of(Filter filter, FilterFields<?> fields) {
    if (filter instanceof Filter.And and) {
      return of(and.parts(), fields);
    }
    if (filter instanceof Filter.Or or) {
      List<RowTest> tests = or.parts().stream().map(part -> of(part, fields)).toList();
      return (row, now) -> tests.stream().anyMatch(test -> test.holds(row, now));
    }
    if (filter instanceof Filter.Not not) {
      RowTest test = of(not.part(), fields);
      return (row, now) -> !test.holds(row, now);
    }
    return of((Term) filter, fields);
  }

  private static RowTest of(Term term, FilterFields<?> fields) {
    FilterField field = fields.of(term);
    Asked asked = Asked.of(field, term);
    boolean wanted = !term.op().isNegative();
    return (row, now) -> asked.holds(row.of(field.name()), now) == wanted;
  }
}
