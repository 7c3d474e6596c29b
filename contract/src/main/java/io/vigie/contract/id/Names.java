package io.vigie.contract.id;

import java.util.regex.Pattern;

/** The one rule for names of clusters, nodes, services and resources. */
final class Names {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,254}");

  private Names() {}

  static String check(String kind, String name) {
    if (name == null || !NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          kind
              + " name must be 1 to 255 of A-Z a-z 0-9 . _ - and begin with a letter or digit; got "
              + (name == null ? "nothing" : '"' + shorten(name) + '"'));
    }
    return name;
  }

  static int separator(String kind, String text, char separator) {
    int at = text == null ? -1 : text.indexOf(separator);
    if (at < 0) {
      throw new IllegalArgumentException(
          kind + " needs a '" + separator + "'; got \"" + shorten(String.valueOf(text)) + '"');
    }
    return at;
  }

  private static String shorten(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "…";
  }
}
