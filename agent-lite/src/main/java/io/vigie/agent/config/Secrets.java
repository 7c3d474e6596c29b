package io.vigie.agent.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What must not leave the node: values of keywords that sound like credentials. */
public final class Secrets {
  public static final String MASK = "***";

  private static final List<String> WORDS =
      List.of("password", "passwd", "passphrase", "secret", "token", "key", "credential");

  /** Any of the words, for a pattern. */
  static final String ANY = String.join("|", WORDS);

  private static final Pattern OPTION =
      Pattern.compile(
          "(?i)((?<![^\\s'\"=])-[\\w-]{0,200}(?:"
              + ANY
              + ")[\\w-]{0,200}(?:[ \\t]+|\\R[ \\t]+))"
              + "(?:'[^'\\n]*'|\"[^\"\\n]*\"|[^\\s'\"-][^\\s'\"]*)");

  private Secrets() {}

  /** Whether a keyword, a variable or an option of that name holds a credential. */
  public static boolean names(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    for (String word : WORDS) {
      if (lower.contains(word)) {
        return true;
      }
    }
    return false;
  }

  /** The values of those variables that hold a credential. */
  public static Set<String> among(Map<String, String> variables) {
    Set<String> secrets = new TreeSet<>();
    variables.forEach(
        (name, value) -> {
          if (names(name) && !value.isBlank()) {
            secrets.add(value);
          }
        });
    return secrets;
  }

  /** Masks {@code name=value} and {@code user:password@} inside a text. */
  public static String mask(String text) {
    return maskAddresses(maskAssignments(text));
  }

  /** The same, and what an option that names a credential is given as its next word. */
  static String maskCommands(String text) {
    return mask(OPTION.matcher(text).replaceAll("$1" + Matcher.quoteReplacement(MASK)));
  }

  private static String maskAssignments(String text) {
    int equals = text.indexOf('=');
    if (equals < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    int from = 0;
    while (equals >= 0) {
      int begin = equals;
      while (begin > from && isName(text.charAt(begin - 1))) {
        begin--;
      }
      int next = equals + 1;
      if (names(text.substring(begin, equals))) {
        int end = valueEnd(text, next);
        out.append(text, from, next).append(end > next ? MASK : "");
        next = end;
      } else {
        out.append(text, from, next);
      }
      from = next;
      equals = text.indexOf('=', from);
    }
    return out.append(text.substring(from)).toString();
  }

  private static int valueEnd(String text, int from) {
    if (from >= text.length()) {
      return from;
    }
    char first = text.charAt(from);
    if (first == '"' || first == '\'') {
      int close = text.indexOf(first, from + 1);
      return close < 0 ? text.length() : close + 1;
    }
    int end = from;
    while (end < text.length() && ",;&'\"".indexOf(text.charAt(end)) < 0) {
      if (Character.isWhitespace(text.charAt(end))) {
        break;
      }
      end++;
    }
    return end;
  }

  private static String maskAddresses(String text) {
    String rest = text;
    int scheme = rest.indexOf("://");
    StringBuilder out = new StringBuilder();
    while (scheme >= 0) {
      int user = scheme + 3;
      int end = user;
      while (end < rest.length() && "/ \t'\"".indexOf(rest.charAt(end)) < 0) {
        end++;
      }
      int at = rest.lastIndexOf('@', end - 1);
      int colon = rest.indexOf(':', user);
      if (at > user && colon >= user && colon < at) {
        out.append(rest, 0, colon + 1).append(MASK).append(rest, at, end);
      } else {
        out.append(rest, 0, end);
      }
      rest = rest.substring(end);
      scheme = rest.indexOf("://");
    }
    return out.append(rest).toString();
  }

  private static boolean isName(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
  }
}
