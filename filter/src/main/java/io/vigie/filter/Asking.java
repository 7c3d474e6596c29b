package io.vigie.filter;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/** One term held against its field: the one place that says which question may be asked. */
record Asking(FilterField field, Term term) {
  Asked asked() {
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

  private Asked text() {
    requireOneOf("is text and takes = != =~ !~", term.op().isEquality() || term.op().isPattern());
    return term.op().isPattern() ? new Asked.Matching(pattern()) : new Asked.Same(term.value());
  }

  private Asked word() {
    if (term.op().isEquality()) {
      requireWord();
    }
    return text();
  }

  private Asked flag() {
    requireOneOf("is true or false and takes = !=", term.op().isEquality());
    requireWord();
    return new Asked.Flag(Boolean.parseBoolean(term.value()));
  }

  private Asked number() {
    requireOneOf("is a number and takes = != > < >= <=", !term.op().isPattern());
    return asksPresence() ? new Asked.Absent() : compared(wholeNumber());
  }

  private long wholeNumber() {
    try {
      return Long.parseLong(term.value());
    } catch (NumberFormatException e) {
      throw term.valueProblem(
          field.name() + " is compared with a whole number; got \"" + term.value() + '"');
    }
  }

  private Asked moment() {
    requireOneOf("is a moment and takes = != > < >= <=", !term.op().isPattern());
    if (asksPresence()) {
      return new Asked.Absent();
    }
    long age = Moments.duration(term.value());
    if (age >= 0) {
      requireOneOf("compares ages with > < >= <=", !term.op().isEquality());
      return new Asked.Compared(term.op().mirrored(), age, true);
    }
    Moments.Named date = Moments.date(term.value());
    if (date == null) {
      throw term.valueProblem(
          field.name() + " is compared with " + Moments.FORMS + "; got \"" + term.value() + '"');
    }
    return term.op().isEquality()
        ? new Asked.Within(date.from(), date.to())
        : compared(date.from());
  }

  private Asked span() {
    requireOneOf("is a duration and takes = != > < >= <=", !term.op().isPattern());
    if (asksPresence()) {
      return new Asked.Absent();
    }
    long millis = Moments.duration(term.value());
    return compared(millis >= 0 ? millis : wholeNumber());
  }

  private Asked names() {
    requireOneOf("is a list of names and takes = !=", term.op().isEquality());
    return term.value().isEmpty() ? new Asked.Nameless() : new Asked.Among(term.value());
  }

  private boolean asksPresence() {
    return term.value().isEmpty() && term.op().isEquality();
  }

  private Asked compared(long limit) {
    Operator operator = term.op() == Operator.NOT_EQUAL ? Operator.EQUAL : term.op();
    return new Asked.Compared(operator, limit, false);
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
