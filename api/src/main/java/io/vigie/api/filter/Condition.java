package io.vigie.api.filter;

import io.vigie.filter.Asked;
import io.vigie.filter.Filter;
import io.vigie.filter.Term;
import java.time.Instant;
import java.util.List;
import java.util.function.BinaryOperator;

/** A filter as SQL, for the fields of one list. It says what the test of a row says. */
public final class Condition {
  private Condition() {}

  /**
   * @param filters all must hold
   * @param now what ages are counted from
   * @throws io.vigie.filter.QueryException naming filter, character, value and rule
   */
  public static Sql of(List<Filter> filters, Fields fields, Instant now) {
    return joined(filters, fields, now, Sql::and);
  }

  private static Sql of(Filter filter, Fields fields, Instant now) {
    if (filter instanceof Filter.And and) {
      return joined(and.parts(), fields, now, Sql::and);
    }
    if (filter instanceof Filter.Or or) {
      return joined(or.parts(), fields, now, Sql::or);
    }
    if (filter instanceof Filter.Not not) {
      return of(not.part(), fields, now).not();
    }
    Term term = (Term) filter;
    Field field = fields.of(term);
    return TermSql.of(field, term, Asked.of(field, term), now);
  }

  private static Sql joined(
      List<Filter> parts, Fields fields, Instant now, BinaryOperator<Sql> join) {
    return parts.stream().map(part -> of(part, fields, now)).reduce(join).orElse(Sql.TRUE);
  }
}
