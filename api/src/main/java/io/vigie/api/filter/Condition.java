package io.vigie.api.filter;

import java.time.Instant;
import java.util.List;
import java.util.function.BinaryOperator;

/**
 * A filter made ready for the fields of one list: as SQL and as a test of a row, which say the
 * same. What a row lacks is the empty text; a comparison with it does not hold.
 */
public record Condition(Sql sql, Test test) {
  private static final Condition ALWAYS = new Condition(Sql.TRUE, (row, now) -> true);

  /** Says of a row whether the filter holds. */
  @FunctionalInterface
  public interface Test {
    /**
     * @param now what ages are counted from, milliseconds since 1970
     */
    boolean holds(Values row, long now);
  }

  /**
   * @param filters all must hold
   * @param now what ages in the SQL are counted from
   * @throws QueryException naming filter, character, value and rule
   */
  public static Condition of(List<Filter> filters, Fields fields, Instant now) {
    return joined(filters, fields, now, Condition::and);
  }

  private static Condition of(Filter filter, Fields fields, Instant now) {
    if (filter instanceof Filter.And and) {
      return joined(and.parts(), fields, now, Condition::and);
    }
    if (filter instanceof Filter.Or or) {
      return joined(or.parts(), fields, now, Condition::or);
    }
    if (filter instanceof Filter.Not not) {
      return of(not.part(), fields, now).not();
    }
    Term term = (Term) filter;
    return TermCondition.of(fields.of(term), term, now);
  }

  private static Condition joined(
      List<Filter> parts, Fields fields, Instant now, BinaryOperator<Condition> join) {
    return parts.stream().map(part -> of(part, fields, now)).reduce(join).orElse(ALWAYS);
  }

  Condition and(Condition other) {
    return new Condition(
        sql.and(other.sql), (row, now) -> test.holds(row, now) && other.test.holds(row, now));
  }

  private Condition or(Condition other) {
    return new Condition(
        sql.or(other.sql), (row, now) -> test.holds(row, now) || other.test.holds(row, now));
  }

  Condition not() {
    return new Condition(sql.not(), (row, now) -> !test.holds(row, now));
  }
}
