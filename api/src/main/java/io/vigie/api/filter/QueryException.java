package io.vigie.api.filter;

/** A question that cannot be answered as it was asked. The message is for the one who asked. */
public final class QueryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

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
        "filter " + shorten(text) + ", character " + (place + 1) + ": " + rule);
  }

  static String shorten(String text) {
    return text.length() <= 100 ? text : text.substring(0, 100) + "…";
  }
}
