package io.vigie.api.filter;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A pattern of RE2 in the words of the database (PCRE with Unicode classes): what RE2 means by
 * {@code \w \d \s \b} is of ASCII, and its {@code $} is the very end, not before a last newline.
 */
final class DatabasePattern {
  /** First and last character of each range, upwards. */
  private static final Map<String, String> NAMED =
      Map.ofEntries(
          Map.entry("alnum", "09AZaz"),
          Map.entry("alpha", "AZaz"),
          Map.entry("ascii", "\0\177"),
          Map.entry("blank", "\t\t  "),
          Map.entry("cntrl", "\0\37\177\177"),
          Map.entry("digit", "09"),
          Map.entry("graph", "!~"),
          Map.entry("lower", "az"),
          Map.entry("print", " ~"),
          Map.entry("punct", "!/:@[`{~"),
          Map.entry("space", "\t\r  "),
          Map.entry("upper", "AZ"),
          Map.entry("word", "09AZ__az"),
          Map.entry("xdigit", "09AFaf"));

  private static final Map<Character, String> ESCAPED =
      Map.of(
          'd', ranges("09", false),
          'D', ranges("09", true),
          'w', ranges("09AZ__az", false),
          'W', ranges("09AZ__az", true),
          's', ranges("\t\n\f\r  ", false),
          'S', ranges("\t\n\f\r  ", true),
          'v', "\\x{b}");

  private static final String EDGE =
      "(?:(?<!W)(?=W)|(?<=W)(?!W))".replace("W", "[" + ESCAPED.get('w') + "]");
  private static final String NO_EDGE =
      "(?:(?<!W)(?!W)|(?<=W)(?=W))".replace("W", "[" + ESCAPED.get('w') + "]");

  private static final Pattern COUNT = Pattern.compile("\\{\\d+(,\\d*)?}");

  private final String re2;
  private final String end;
  private final StringBuilder made = new StringBuilder();
  private int at;

  private DatabasePattern(String re2) {
    this.re2 = re2;
    // by lines both mean the same
    this.end = re2.matches("(?s).*\\(\\?[a-zA-Z]*m.*") ? "$" : "\\z";
  }

  /**
   * @param re2 one that RE2 takes
   */
  static String of(String re2) {
    return new DatabasePattern(re2).make();
  }

  private String make() {
    while (at < re2.length()) {
      char c = re2.charAt(at);
      if (c == '\\') {
        escape(false);
      } else if (c == '[') {
        set();
      } else if (c == '{' && !COUNT.matcher(re2).region(at, re2.length()).lookingAt()) {
        made.append("\\{"); // a brace that counts nothing is one
        at++;
      } else {
        made.append(c == '$' ? end : c);
        at++;
      }
    }
    return made.toString();
  }

  private void set() {
    made.append(re2.charAt(at++));
    if (re2.charAt(at) == '^') {
      made.append(re2.charAt(at++));
    }
    boolean first = true;
    while (first || re2.charAt(at) != ']') {
      char c = re2.charAt(at);
      if (c == '\\') {
        escape(true);
      } else if (!named()) {
        made.append(c == '[' || c == ']' ? "\\" : "").append(c);
        at++;
      }
      first = false;
    }
    made.append(re2.charAt(at++));
  }

  private boolean named() {
    int to = re2.startsWith("[:", at) ? re2.indexOf(":]", at) : -1;
    boolean negated = to > 0 && re2.charAt(at + 2) == '^';
    String found = to < 0 ? null : NAMED.get(re2.substring(at + (negated ? 3 : 2), to));
    if (found != null) {
      made.append(ranges(found, negated));
      at = to + 2;
    }
    return found != null;
  }

  private static String ranges(String pairs, boolean negated) {
    StringBuilder text = new StringBuilder();
    int from = 0;
    for (int i = 0; i < pairs.length(); i += 2) {
      char first = pairs.charAt(i);
      char last = pairs.charAt(i + 1);
      if (!negated) {
        text.append(range(first, last));
      } else if (from < first) {
        text.append(range(from, first - 1));
      }
      from = last + 1;
    }
    return negated
        ? text.append(range(from, Character.MAX_CODE_POINT)).toString()
        : text.toString();
  }

  private static String range(int first, int last) {
    return String.format(Locale.ROOT, "\\x{%x}-\\x{%x}", first, last);
  }

  private void escape(boolean inSet) {
    char c = re2.charAt(at + 1);
    if (c == 'Q' && !inSet) {
      int to = re2.indexOf("\\E", at + 2);
      int next = to < 0 ? re2.length() : to + 2;
      made.append(re2, at, next);
      at = next;
      return;
    }
    String ranges = ESCAPED.get(c);
    if (ranges != null) {
      made.append(inSet ? ranges : "[" + ranges + "]");
    } else if (!inSet && (c == 'b' || c == 'B')) {
      made.append(c == 'b' ? EDGE : NO_EDGE);
    } else {
      int to = "xpP".indexOf(c) >= 0 && re2.startsWith("{", at + 2) ? re2.indexOf('}', at) : at + 1;
      made.append(re2, at, to + 1);
      at = to - 1;
    }
    at += 2;
  }
}
