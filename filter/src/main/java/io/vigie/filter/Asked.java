package io.vigie.filter;

import com.google.re2j.Pattern;
import java.util.List;

/**
 * What a term asks, checked against its field; of a negative operator the question it is the
 * complement of. What a row lacks is the empty text; a comparison with it does not hold.
 */
public sealed interface Asked {
  /**
   * @param held what the row has in the field, as {@link Values} gives it
   * @param now what ages are counted from, milliseconds since 1970
   */
  boolean holds(Object held, long now);

  /**
   * @throws QueryException when the field does not take the operator or the value
   */
  static Asked of(FilterField field, Term term) {
    return new Asking(field, term).asked();
  }

  /** It is this text. */
  record Same(String text) implements Asked {
    @Override
    public boolean holds(Object held, long now) {
      return text.equals(held == null ? "" : held);
    }
  }

  /** A part of it is as the pattern says. */
  record Matching(Pattern pattern) implements Asked {
    /** In the words of RE2. */
    public String text() {
      return pattern.pattern();
    }

    @Override
    public boolean holds(Object held, long now) {
      return pattern.matcher(held == null ? "" : (String) held).find();
    }
  }

  /** It is so, or not so. */
  record Flag(boolean wanted) implements Asked {
    @Override
    public boolean holds(Object held, long now) {
      return held instanceof Boolean flag && flag == wanted;
    }
  }

  /** There is none. */
  record Absent() implements Asked {
    @Override
    public boolean holds(Object held, long now) {
      return held == null;
    }
  }

  /**
   * It stands so to a number.
   *
   * @param number as it is or, of an age, milliseconds before now
   */
  record Compared(Operator operator, long number, boolean age) implements Asked {
    public long limit(long now) {
      return age ? now - number : number;
    }

    @Override
    public boolean holds(Object held, long now) {
      return held instanceof Long value && operator.orders(Long.compare(value, limit(now)));
    }
  }

  /** It is in the day, the minute, the second that a date names; milliseconds since 1970. */
  record Within(long from, long to) implements Asked {
    @Override
    public boolean holds(Object held, long now) {
      return held instanceof Long value && value >= from && value < to;
    }
  }

  /** The name is among them. */
  record Among(String name) implements Asked {
    @Override
    public boolean holds(Object held, long now) {
      return held instanceof List<?> names && names.contains(name);
    }
  }

  /** There are no names. */
  record Nameless() implements Asked {
    @Override
    public boolean holds(Object held, long now) {
      return !(held instanceof List<?> names) || names.isEmpty();
    }
  }
}
