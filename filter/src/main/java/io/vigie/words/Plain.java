package io.vigie.words;

/** Names of the field as they may stand in a line, and as HTML. */
public final class Plain {
  private static final String CUT = "…";

  private Plain() {}

  /**
   * One line: what ends lines, and what turns the direction of writing, is a blank. A name that has
   * such begins no header and hides no end.
   */
  public static String line(String text) {
    StringBuilder line = new StringBuilder(text.length());
    text.codePoints().map(c -> breaks(c) ? ' ' : c).forEach(line::appendCodePoint);
    return line.toString().strip();
  }

  private static boolean breaks(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }

  /** At most that many characters of any script. */
  public static String cut(String line, int most) {
    if (line.codePointCount(0, line.length()) <= most) {
      return line;
    }
    return line.substring(0, line.offsetByCodePoints(0, most - 1)).strip() + CUT;
  }

  public static String html(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
