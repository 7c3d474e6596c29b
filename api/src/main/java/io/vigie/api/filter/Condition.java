package io.vigie.api.filter;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.time.Instant;
import java.util.List;

/**
 * Terms as SQL: the one place where a filter becomes a statement. Values are bound, never written.
 */
public final class Condition {
  private final Field field;
  private final Term term;
  private final Instant now;

  private Condition(Field field, Term term, Instant now) {
    this.field = field;
    this.term = term;
    this.now = now;
  }

  /**
   * @param terms all must hold
   * @param now what ages are counted from
   * @throws QueryException naming filter, character, value and rule
   */
  public static Sql of(List<Term> terms, Fields fields, Instant now) {
    Sql all = Sql.TRUE;
    for (Term term : terms) {
      all = all.and(new Condition(fields.of(term), term, now).sql());
    }
    return all;
  }

  private Sql sql() {
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

  private Sql text() {
    requireOneOf("is text and takes = != =~ !~", term.op().isEquality() || term.op().isPattern());
    if (term.op().isPattern()) {
      requirePattern();
      String sign = term.op() == Operator.MATCHES ? " REGEXP " : " NOT REGEXP ";
      return Sql.of(field.present() + sign + Sql.place(term.value()), term.value());
    }
    return equality(term.value());
  }

  private Sql word() {
    if (term.op().isEquality()) {
      requireWord();
    }
    return text();
  }

  private Sql flag() {
    requireOneOf("is true or false and takes = !=", term.op().isEquality());
    requireWord();
    return equality(Boolean.parseBoolean(term.value()) ? 1 : 0);
  }

  private Sql equality(Object value) {
    String implied = term.op() == Operator.EQUAL ? field.implied().get(term.value()) : null;
    // what is absent equals nothing but the empty text
    boolean plain = term.op() == Operator.EQUAL && !value.equals("");
    Sql asked =
        Sql.of(
            (plain ? field.sql() : field.present())
                + " "
                + sign(term.op())
                + " "
                + Sql.place(value),
            value);
    return implied == null ? asked : Sql.of(implied).and(asked);
  }

  private Sql number() {
    requireOneOf("is a number and takes = != > < >= <=", !term.op().isPattern());
    if (term.value().isEmpty() && term.op().isEquality()) {
      return presence();
    }
    return compare(sign(term.op()), wholeNumber());
  }

  private long wholeNumber() {
    try {
      return Long.parseLong(term.value());
    } catch (NumberFormatException e) {
      throw term.valueProblem(
          field.name() + " is compared with a whole number; got \"" + term.value() + '"');
    }
  }

  private Sql moment() {
    requireOneOf("is a moment and takes = != > < >= <=", !term.op().isPattern());
    if (term.value().isEmpty() && term.op().isEquality()) {
      return presence();
    }
    long age = Moments.duration(term.value());
    if (age >= 0) {
      requireOneOf("compares ages with > < >= <=", !term.op().isEquality());
      return compare(sign(term.op().mirrored()), now.toEpochMilli() - age);
    }
    Moments.Named date = Moments.date(term.value());
    if (date == null) {
      throw term.valueProblem(
          field.name() + " is compared with " + Moments.FORMS + "; got \"" + term.value() + '"');
    }
    return switch (term.op()) {
      case EQUAL -> between(date);
      case NOT_EQUAL ->
          Sql.of("(" + field.sql() + "<? OR " + field.sql() + ">=?)", date.from(), date.to());
      default -> compare(sign(term.op()), date.from());
    };
  }

  private Sql between(Moments.Named date) {
    return compare(">=", date.from()).and(compare("<", date.to()));
  }

  private Sql span() {
    requireOneOf("is a duration and takes = != > < >= <=", !term.op().isPattern());
    if (term.value().isEmpty() && term.op().isEquality()) {
      return presence();
    }
    long millis = Moments.duration(term.value());
    return compare(sign(term.op()), millis >= 0 ? millis : wholeNumber());
  }

  private Sql names() {
    requireOneOf("is a list of names and takes = !=", term.op().isEquality());
    boolean wanted = term.op() == Operator.EQUAL;
    if (term.value().isEmpty()) {
      return compare(wanted ? "=" : "<>", "[]");
    }
    return Sql.of(
        (wanted ? "" : "NOT ") + "JSON_CONTAINS(" + field.sql() + ",JSON_QUOTE(?))", term.value());
  }

  private Sql presence() {
    return Sql.of(field.sql() + (term.op() == Operator.EQUAL ? " IS NULL" : " IS NOT NULL"));
  }

  private Sql compare(String operator, Object value) {
    return Sql.of(field.sql() + " " + operator + " ?", value);
  }

  private static String sign(Operator operator) {
    return operator == Operator.NOT_EQUAL ? "<>" : operator.sign();
  }

  private void requireOneOf(String rule, boolean holds) {
    if (!holds) {
      throw term.fieldProblem(field.name() + " " + rule + "; got " + term.op());
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
  private void requirePattern() {
    if (term.value().isEmpty()) {
      throw term.valueProblem(term.op() + " needs a pattern");
    }
    try {
      Pattern.compile(term.value());
    } catch (PatternSyntaxException e) {
      throw term.valueProblem(
          "not a pattern of RE2: "
              + e.getDescription()
              + (e.getPattern() == null || e.getPattern().isEmpty() ? "" : ": " + e.getPattern()));
    }
  }
}
