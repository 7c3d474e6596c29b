package io.vigie.api.filter;

import io.vigie.filter.Asked;
import io.vigie.filter.Term;
import java.time.Instant;

/**
 * One term as SQL: the one place where a filter becomes a statement. Values are bound, never
 * written. A negative operator is the complement of its positive one.
 */
final class TermSql {
  private final Field field;
  private final Term term;
  private final Instant now;

  private TermSql(Field field, Term term, Instant now) {
    this.field = field;
    this.term = term;
    this.now = now;
  }

  static Sql of(Field field, Term term, Asked asked, Instant now) {
    TermSql sql = new TermSql(field, term, now);
    Sql positive = sql.positive(asked);
    if (!term.op().isNegative()) {
      return positive;
    }
    return asked instanceof Asked.Same
        ? sql.implied(Field.ANY_BUT + term.value()).and(positive.not())
        : positive.not();
  }

  private Sql positive(Asked asked) {
    if (asked instanceof Asked.Same same) {
      return same(same.text());
    }
    if (asked instanceof Asked.Matching matching) {
      return matching(matching.text());
    }
    if (asked instanceof Asked.Flag flag) {
      return implied(term.value()).and(Sql.of(field.sql() + " = ?", flag.wanted() ? 1 : 0));
    }
    if (asked instanceof Asked.Compared compared) {
      return compared(compared.operator().sign(), compared.limit(now.toEpochMilli()));
    }
    if (asked instanceof Asked.Within within) {
      return compared(">=", within.from()).and(compared("<", within.to()));
    }
    if (asked instanceof Asked.Among among) {
      return Sql.of("JSON_CONTAINS(" + field.sql() + ",JSON_QUOTE(?))", among.name());
    }
    return asked instanceof Asked.Nameless
        ? Sql.of(field.present() + " = ?", "[]")
        : Sql.of(field.sql() + " IS NULL");
  }

  // what is absent equals nothing but the empty text
  private Sql same(String value) {
    String held = value.isEmpty() ? field.present() : field.sql();
    return implied(term.value()).and(Sql.of(held + " = " + Sql.place(value), value));
  }

  private Sql matching(String pattern) {
    String like = PlainPattern.like(pattern);
    if (like != null) {
      String text = " LIKE " + Sql.place(like) + PlainPattern.ESCAPE;
      return Sql.of(field.present() + text, like);
    }
    String dialect = DatabasePattern.of(pattern);
    return Sql.of(field.present() + " REGEXP " + Sql.place(dialect), dialect);
  }

  private Sql implied(String value) {
    String implied = field.implied().get(value);
    return implied == null ? Sql.TRUE : Sql.of(implied);
  }

  private Sql compared(String sign, long limit) {
    return Sql.of(field.sql() + " " + sign + " ?", limit);
  }
}
