package io.vigie.api.filter;

/**
 * A pattern of RE2 that is plain text, at the beginning, at the end or anywhere, in the words of
 * LIKE: the database finds what begins so in an index, and compares the rest many times faster.
 */
final class PlainPattern {
  /** Takes the meaning from the next character; a backslash is text to us. */
  static final String ESCAPE = " ESCAPE '!'";

  private static final String SPECIAL = ".*+?()[]{}|^$";

  private PlainPattern() {}

  /**
   * @param re2 one that RE2 takes
   * @return what LIKE makes of it with {@link #ESCAPE}; null when it is more than plain text
   */
  static String like(String re2) {
    boolean begins = re2.startsWith("^");
    StringBuilder made = new StringBuilder(begins ? "" : "%");
    int at = begins ? 1 : 0;
    while (at < re2.length()) {
      char c = re2.charAt(at);
      if (c == '$' && at == re2.length() - 1) {
        return made.toString();
      }
      if (c == '\\') {
        at++;
        c = re2.charAt(at);
        if (Character.isLetterOrDigit(c)) {
          return null; // a class, an edge, a number
        }
      } else if (SPECIAL.indexOf(c) >= 0) {
        return null;
      }
      made.append(c == '%' || c == '_' || c == '!' ? "!" : "").append(c);
      at++;
    }
    return made.append('%').toString();
  }
}
