package io.vigie.contract.id;

/** The one rule for names of clusters, nodes, services and resources. */
final class Names {
  private static final int LONGEST = 255;

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

  // a loop, not a pattern: every record read checks three names or more
  private static boolean valid(String name) {
    int length = name.length();
    if (length == 0 || length > LONGEST || !letterOrDigit(name.charAt(0))) {
      return false;
    }
    for (int i = 1; i < length; i++) {
      char c = name.charAt(i);
      if (!letterOrDigit(c) && c != '.' && c != '_' && c != '-') {
        return false;
      }
    }
    return true;
  }

  private static boolean letterOrDigit(char c) {
    return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z';
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
