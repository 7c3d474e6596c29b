package io.vigie.api.filter;

import java.util.ArrayList;
import java.util.List;

/**
 * A piece of SQL with the values of its question marks.
 *
 * @param args text or numbers
 */
public record Sql(String text, List<Object> args) {
  public static final Sql TRUE = new Sql("TRUE", List.of());
  public static final Sql FALSE = new Sql("FALSE", List.of());

  public Sql {
    args = List.copyOf(args);
  }

  public static Sql of(String text, Object... args) {
    return new Sql(text, List.of(args));
  }

  /**
   * The question mark of a value. Names are kept in ASCII: a text beyond it is compared as the free
   * texts are, and finds nothing there; the server would refuse the comparison.
   */
  public static String place(Object value) {
    boolean ascii = !(value instanceof String text) || text.chars().allMatch(c -> c < 0x80);
    return ascii ? "?" : "? COLLATE utf8mb4_nopad_bin";
  }

  public Sql and(Sql other) {
    if (this.equals(TRUE)) {
      return other;
    }
    if (other.equals(TRUE)) {
      return this;
    }
    List<Object> all = new ArrayList<>(args);
    all.addAll(other.args);
    return new Sql(text + " AND " + other.text, all);
  }

  public Sql or(Sql other) {
    List<Object> all = new ArrayList<>(args);
    all.addAll(other.args);
    return new Sql("(" + text + " OR " + other.text + ")", all);
  }

  /** What is neither true nor false, a comparison with NULL, is not true. */
  Sql not() {
    return new Sql("(" + text + ") IS NOT TRUE", args);
  }
}
