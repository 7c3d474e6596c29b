package io.vigie.agent.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How words of a configuration read. Each refuses with the rule it keeps. */
public final class Values {
  private Values() {}

  /** t, true, y, yes, on, 1; f, false, n, no, off, 0; any case. */
  public static boolean truth(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "t", "true", "y", "yes", "on", "1" -> true;
      case "f", "false", "n", "no", "off", "0" -> false;
      default ->
          throw new IllegalArgumentException(
              "must be true or false (t, yes, on, 1; f, no, off, 0)");
    };
  }

  /** {@code 1m30s}, {@code 500ms}, {@code 2h}, {@code 1d}; a bare number is seconds. */
  public static Duration duration(String text) {
    String rule = "must be a duration such as 30s, 1m30s, 2h or 1d";
    String rest = text.strip();
    Duration total = Duration.ZERO;
    if (rest.isEmpty()) {
      throw new IllegalArgumentException(rule);
    }
    while (!rest.isEmpty()) {
      int digits = countDigits(rest);
      if (digits == 0 || digits > 9) {
        throw new IllegalArgumentException(rule);
      }
      long number = Long.parseLong(rest.substring(0, digits));
      rest = rest.substring(digits);
      int letters = 0;
      while (letters < rest.length() && Character.isLetter(rest.charAt(letters))) {
        letters++;
      }
      total = total.plus(unit(number, rest.substring(0, letters), rule));
      rest = rest.substring(letters).strip();
    }
    return total;
  }

  /**
   * Bytes: {@code 512k}, {@code 10m}, {@code 2g}, {@code 1t}, powers of 1024; a bare number is
   * bytes.
   */
  public static long size(String text) {
    String rule = "must be a size such as 512k, 10m or 2g";
    String bare = text.strip().toLowerCase(Locale.ROOT);
    int digits = countDigits(bare);
    if (digits == 0 || digits > 12) {
      throw new IllegalArgumentException(rule);
    }
    long number = Long.parseLong(bare.substring(0, digits));
    int power =
        switch (bare.substring(digits).strip()) {
          case "", "b" -> 0;
          case "k", "kb", "kib" -> 1;
          case "m", "mb", "mib" -> 2;
          case "g", "gb", "gib" -> 3;
          case "t", "tb", "tib" -> 4;
          default -> throw new IllegalArgumentException(rule);
        };
    return Math.multiplyExact(number, 1L << (10 * power));
  }

  public static int number(String text, int least) {
    String rule = "must be a number, " + least + " or more";
    try {
      int number = Integer.parseInt(text.strip());
      if (number < least) {
        throw new IllegalArgumentException(rule);
      }
      return number;
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(rule, e);
    }
  }

  /** Words between blanks or commas. */
  public static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    for (String word : text.strip().split("[\\s,]+")) {
      if (!word.isEmpty()) {
        words.add(word);
      }
    }
    return List.copyOf(words);
  }

  /**
   * A command as its argv: blanks separate, quotes and backslashes protect; no shell is involved.
   */
  public static List<String> argv(String text) {
    List<String> argv = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean open = false;
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        if (c == quote) {
          quote = 0;
        } else {
          word.append(c);
        }
      } else if (c == '"' || c == '\'') {
        quote = c;
        open = true;
      } else if (c == '\\' && i + 1 < text.length()) {
        word.append(text.charAt(++i));
        open = true;
      } else if (Character.isWhitespace(c)) {
        if (open) {
          argv.add(word.toString());
          word.setLength(0);
          open = false;
        }
      } else {
        word.append(c);
        open = true;
      }
    }
    if (quote != 0) {
      throw new IllegalArgumentException("has a quote that is not closed");
    }
    if (open) {
      argv.add(word.toString());
    }
    if (argv.isEmpty()) {
      throw new IllegalArgumentException("must be a command");
    }
    return List.copyOf(argv);
  }

  /** An absolute path, its dots worked out. */
  public static Path path(String text) {
    String rule = "must be an absolute path such as /srv/web";
    try {
      Path path = Path.of(text.strip());
      if (!path.isAbsolute()) {
        throw new IllegalArgumentException(rule);
      }
      return path.normalize();
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(rule, e);
    }
  }

  /** {@code NAME=value} words, separated and quoted as those of a command. */
  public static Map<String, String> variables(String text) {
    Map<String, String> variables = new TreeMap<>();
    for (String word : text.isBlank() ? List.<String>of() : argv(text)) {
      int equals = word.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException("must be NAME=value words");
      }
      variables.put(word.substring(0, equals), word.substring(equals + 1));
    }
    return variables;
  }

  private static int countDigits(String text) {
    int digits = 0;
    while (digits < text.length() && Character.isDigit(text.charAt(digits))) {
      digits++;
    }
    return digits;
  }

  private static Duration unit(long number, String unit, String rule) {
    return switch (unit) {
      case "ms" -> Duration.ofMillis(number);
      case "", "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      case "d" -> Duration.ofDays(number);
      case "w" -> Duration.ofDays(7 * number);
      default -> throw new IllegalArgumentException(rule);
    };
  }
}
