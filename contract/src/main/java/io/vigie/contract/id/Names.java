package io.vigie.contract.id;

/** The one rule for names of clusters, nodes, services and resources. */
final class Names {
  private static final int LONGEST = 255;
  private static final String MARKS = "._-";
  private static final boolean[] ALLOWED = allowed();

  private Names() {}

  static String check(String kind, String name) {
    if (name == null || !valid(name)) {
      throw new IllegalArgumentException(
          kind
              + " name must be 1 to 255 of A-Z a-z 0-9 . _ - and begin with a letter or digit; got "
              + (name == null ? "nothing" : '"' + shorten(name) + '"'));
    }
    return name;
  }

  // a loop and a table, not a pattern: every record read checks three names or more
  private static boolean valid(String name) {
    int length = name.length();
    if (length == 0 || length > LONGEST || MARKS.indexOf(name.charAt(0)) >= 0) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      char c = name.charAt(i);
      if (c >= ALLOWED.length || !ALLOWED[c]) {
        return false;
      }
    }
    return true;
  }

  private static boolean[] allowed() {
    boolean[] allowed = new boolean[128];
    for (char c = 0; c < allowed.length; c++) {
      allowed[c] =
          c >= 'a' && c <= 'z'
              || c >= '0' && c <= '9'
              || c >= 'A' && c <= 'Z'
              || MARKS.indexOf(c) >= 0;
    }
    return allowed;
  }

  static int separator(String kind, String text, char separator) {
    int at = text == null ? -1 : text.indexOf(separator);
    if (at < 0) {
      throw new IllegalArgumentException(
          kind + " needs a '" + separator + "'; got \"" + shorten(String.valueOf(text)) + '"');
    }
    return at;
  }

  static String shorten(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "…";
  }
}
