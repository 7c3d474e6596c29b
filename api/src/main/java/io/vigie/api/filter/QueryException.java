package io.vigie.api.filter;

/** A question that cannot be answered as it was asked. The message is for the one who asked. */
public final class QueryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Characters of a text that a message repeats. */
  private static final int LONGEST = 100;

  public QueryException(String message) {
    super(message);
  }

  /**
   * @param text the filter as it was given
   * @param place where in it, from 0
   * @param rule what is wrong and what would be right
   */
  static QueryException at(String text, int place, String rule) {
    return new QueryException(
        "filter " + around(text, place) + ", character " + (place + 1) + ": " + rule);
  }

  private static String around(String text, int place) {
    int from = text.length() <= LONGEST ? 0 : Math.max(0, place - LONGEST / 2);
    return (from == 0 ? "" : "…") + shorten(text.substring(from));
  }

  static String shorten(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}
