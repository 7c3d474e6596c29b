package io.vigie.api.filter;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.time.Instant;
import java.util.List;
import java.util.function.LongUnaryOperator;

/**
 * One term as a condition: the one place where a filter becomes a statement. Values are bound,
 * never written. A negative operator is the complement of its positive one.
 */
final class TermCondition {
  private final Field field;
  private final Term term;
  private final Instant now;

  private TermCondition(Field field, Term term, Instant now) {
    this.field = field;
    this.term = term;
    this.now = now;
  }

  /**
   * @throws QueryException when the field does not take the operator or the value
   */
  static Condition of(Field field, Term term, Instant now) {
    Condition asked = new TermCondition(field, term, now).positive();
    return term.op().isNegative() ? asked.not() : asked;
  }

  private Condition positive() {
    return switch (field.kind()) {
      case TEXT -> text();
      case WORD -> word();
      case FLAG -> flag();
      case NUMBER -> number();
      case MOMENT -> moment();
      case SPAN -> span();
      case NAMES -> names();
    };
  }

  private Condition text() {
    requireOneOf("is text and takes = != =~ !~", term.op().isEquality() || term.op().isPattern());
    String value = term.value();
    if (term.op().isPattern()) {
      Pattern pattern = pattern();
      return new Condition(matching(value), (row, at) -> pattern.matcher(textOf(row)).find());
    }
    // what is absent equals nothing but the empty text
    String held = value.isEmpty() ? field.present() : field.sql();
    return new Condition(
        implied().and(Sql.of(held + " = " + Sql.place(value), value)),
        (row, at) -> textOf(row).equals(value));
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

  private Condition word() {
    if (term.op().isEquality()) {
      requireWord();
    }
    return text();
  }

  private Condition flag() {
    requireOneOf("is true or false and takes = !=", term.op().isEquality());
    requireWord();
    Boolean wanted = Boolean.valueOf(term.value());
    return new Condition(
        implied().and(Sql.of(field.sql() + " = ?", wanted ? 1 : 0)),
        (row, at) -> wanted.equals(row.of(field.name())));
  }

  private Sql implied() {
    String implied = field.implied().get(term.value());
    return implied == null ? Sql.TRUE : Sql.of(implied);
  }

  private Condition number() {
    requireOneOf("is a number and takes = != > < >= <=", !term.op().isPattern());
    return asksPresence() ? absent() : compared(wholeNumber());
  }

  private long wholeNumber() {
    try {
      return Long.parseLong(term.value());
    } catch (NumberFormatException e) {
      throw term.valueProblem(
          field.name() + " is compared with a whole number; got \"" + term.value() + '"');
    }
  }

  private Condition moment() {
    requireOneOf("is a moment and takes = != > < >= <=", !term.op().isPattern());
    if (asksPresence()) {
      return absent();
    }
    long age = Moments.duration(term.value());
    if (age >= 0) {
      requireOneOf("compares ages with > < >= <=", !term.op().isEquality());
      return compared(term.op().mirrored(), at -> at - age);
    }
    Moments.Named date = Moments.date(term.value());
    if (date == null) {
      throw term.valueProblem(
          field.name() + " is compared with " + Moments.FORMS + "; got \"" + term.value() + '"');
    }
    return term.op().isEquality()
        ? compared(Operator.AT_LEAST, at -> date.from())
            .and(compared(Operator.BELOW, at -> date.to()))
        : compared(date.from());
  }

  private Condition span() {
    requireOneOf("is a duration and takes = != > < >= <=", !term.op().isPattern());
    if (asksPresence()) {
      return absent();
    }
    long millis = Moments.duration(term.value());
    return compared(millis >= 0 ? millis : wholeNumber());
  }

  private Condition names() {
    requireOneOf("is a list of names and takes = !=", term.op().isEquality());
    String name = term.value();
    return name.isEmpty()
        ? new Condition(Sql.of(field.present() + " = ?", "[]"), (row, at) -> namesOf(row).isEmpty())
        : new Condition(
            Sql.of("JSON_CONTAINS(" + field.sql() + ",JSON_QUOTE(?))", name),
            (row, at) -> namesOf(row).contains(name));
  }

  private boolean asksPresence() {
    return term.value().isEmpty() && term.op().isEquality();
  }

  private Condition absent() {
    return new Condition(
        Sql.of(field.sql() + " IS NULL"), (row, at) -> row.of(field.name()) == null);
  }

  private Condition compared(long limit) {
    return compared(term.op() == Operator.NOT_EQUAL ? Operator.EQUAL : term.op(), at -> limit);
  }

  /**
   * @param limit by now, milliseconds since 1970
   */
  private Condition compared(Operator operator, LongUnaryOperator limit) {
    return new Condition(
        Sql.of(field.sql() + " " + operator + " ?", limit.applyAsLong(now.toEpochMilli())),
        (row, at) ->
            row.of(field.name()) instanceof Long held
                && operator.orders(Long.compare(held, limit.applyAsLong(at))));
  }

  private String textOf(Values row) {
    Object held = row.of(field.name());
    return held == null ? "" : (String) held;
  }

  private List<?> namesOf(Values row) {
    Object held = row.of(field.name());
    return held == null ? List.of() : (List<?>) held;
  }

  private void requireOneOf(String rule, boolean holds) {
    if (!holds) {
      throw term.operatorProblem(field.name() + " " + rule + "; got " + term.op());
    }
  }

  private void requireWord() {
    if (!field.words().contains(term.value())) {
      throw term.valueProblem(
          field.name()
              + " is one of "
              + String.join(", ", field.words())
              + "; got \""
              + term.value()
              + '"');
    }
  }

  // what RE2 takes needs no backtracking to decide; a pattern of another dialect is refused
  private Pattern pattern() {
    if (term.value().isEmpty()) {
      throw term.valueProblem(term.op() + " needs a pattern");
    }
    try {
      return Pattern.compile(term.value());
    } catch (PatternSyntaxException e) {
      throw term.valueProblem(
          "not a pattern of RE2: "
              + e.getDescription()
              + (e.getPattern() == null || e.getPattern().isEmpty() ? "" : ": " + e.getPattern()));
    }
  }
}
