package io.vigie.api.filter;

import io.vigie.filter.FilterField;
import java.util.List;
import java.util.Map;

/**
 * What a list can be filtered by and, when {@code sortable}, sorted by.
 *
 * @param kind which operators it takes and what its values look like
 * @param sql the expression that holds it; of this code, never of a request
 * @param nullable whether it may be absent
 * @param words the values there are; empty when any text may be
 * @param implied by value: what also holds of a row that has it, or with {@link #ANY_BUT} of one
 *     that has another, said so that an index finds it
 * @param order the number it is sorted by, never null; empty: by the value itself
 */
public record Field(
    String name,
    Kind kind,
    String sql,
    boolean sortable,
    boolean nullable,
    List<String> words,
    Map<String, String> implied,
    String order)
    implements FilterField {
  /** Before a value: what is implied by every other one. */
  public static final String ANY_BUT = "!";

  public static Field text(String name, String sql) {
    return new Field(name, Kind.TEXT, sql, true, false, List.of(), Map.of(), "");
  }

  public static Field word(String name, String sql, List<String> words) {
    return new Field(name, Kind.WORD, sql, true, false, words, Map.of(), "");
  }

  public static Field flag(String name, String sql) {
    return new Field(name, Kind.FLAG, sql, true, false, List.of("true", "false"), Map.of(), "");
  }

  public static Field number(String name, String sql) {
    return new Field(name, Kind.NUMBER, sql, true, false, List.of(), Map.of(), "");
  }

  public static Field moment(String name, String sql) {
    return new Field(name, Kind.MOMENT, sql, true, false, List.of(), Map.of(), "");
  }

  public static Field span(String name, String sql) {
    return new Field(name, Kind.SPAN, sql, true, false, List.of(), Map.of(), "");
  }

  public static Field names(String name, String sql) {
    return new Field(name, Kind.NAMES, sql, false, false, List.of(), Map.of(), "");
  }

  public Field unsorted() {
    return new Field(name, kind, sql, false, nullable, words, implied, order);
  }

  public Field orAbsent() {
    return new Field(name, kind, sql, sortable, true, words, implied, order);
  }

  public Field implying(Map<String, String> conditions) {
    return new Field(name, kind, sql, sortable, nullable, words, conditions, order);
  }

  /**
   * @param number expression, never null
   */
  public Field orderedBy(String number) {
    return new Field(name, kind, sql, sortable, nullable, words, implied, number);
  }

  /** The expression, with what stands for an absent value: it comes before every other. */
  public String present() {
    return nullable ? "COALESCE(" + sql + "," + absent() + ")" : sql;
  }

  private String absent() {
    if (kind == Kind.NAMES) {
      return "'[]'";
    }
    return isText() ? "''" : "-1";
  }

  /** Whether its values sort as text. */
  public boolean isText() {
    return kind == Kind.TEXT || kind == Kind.WORD || kind == Kind.NAMES;
  }

  /** Whether it has values to choose from: text, a word, true or false. */
  boolean isCounted() {
    return kind == Kind.TEXT || kind == Kind.WORD || kind == Kind.FLAG;
  }
}
