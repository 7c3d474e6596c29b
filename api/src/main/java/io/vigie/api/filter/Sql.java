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

  public Sql {
    args = List.copyOf(args);
  }

  public static Sql of(String text, Object... args) {
    return new Sql(text, List.of(args));
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
}
