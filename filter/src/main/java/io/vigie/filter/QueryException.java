package io.vigie.filter;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A question that cannot be answered as it was asked. The message is for the one who asked; kind
 * and params tell the same to a program, which may have it in another language.
 */
public final class QueryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Characters of a text that a message repeats. */
  private static final int LONGEST = 100;

  /** What is wrong with a question. */
  public enum Kind {
    /** Params: field. */
    FILTER_FIELD,
    /** Params: field, operator. */
    FILTER_OPERATOR,
    /** Params: field, operator, value. */
    FILTER_VALUE,
    FILTER_PARENTHESIS,
    FILTER_QUOTE,
    FILTER_FORM,
    FILTER_SIZE,
    /** Params: field. */
    SORT,
    CURSOR,
    PARAMETER;

    /** {@code filter-field}. */
    public String wire() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private final transient Kind kind;
  private final transient Map<String, String> params;

  public QueryException(Kind kind, Map<String, String> params, String message) {
    super(message);
    this.kind = kind;
    this.params = Map.copyOf(params);
  }

  /**
   * @param text the filter as it was given
   * @param place where in it, from 0; the param {@code place} counts from 1
   * @param rule what is wrong and what would be right
   */
  static QueryException at(
      Kind kind, Map<String, String> params, String text, int place, String rule) {
    Map<String, String> all = new TreeMap<>();
    params.forEach((name, value) -> all.put(name, shorten(value)));
    all.put("place", Integer.toString(place + 1));
    return new QueryException(
        kind, all, "filter " + around(text, place) + ", character " + (place + 1) + ": " + rule);
  }

  public Kind kind() {
    return kind;
  }

  public Map<String, String> params() {
    return params;
  }

  private static String around(String text, int place) {
    int from = text.length() <= LONGEST ? 0 : Math.max(0, place - LONGEST / 2);
    return (from == 0 ? "" : "…") + shorten(text.substring(from));
  }

  public static String shorten(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}
