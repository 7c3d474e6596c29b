package io.vigie.contract.event;

import io.vigie.contract.id.NodeId;
import io.vigie.contract.id.ServiceId;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Field rules that the event records share. What identifies or orders is refused when it breaks its
 * rule; what is only told is cut to its length, for no report is worth losing over a long label.
 */
final class Require {
  /** Longest a period an agent announces may be: a day, in seconds. */
  static final int DAY = 86_400;

  /** Characters of what fits a TEXT column in any script. */
  static final int PROSE = 16_000;

  private static final int LABEL = 255;
  private static final int LONGEST_INSTANCE = 200;
  private static final Pattern KIND = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,39}");
  private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]");
  private static final String CUT = "…";

  private Require() {}

  static <T> T present(String field, T value) {
    if (value == null) {
      throw new IllegalArgumentException(field + " is missing");
    }
    return value;
  }

  static String id(String field, String value) {
    if (value == null || value.isBlank() || value.length() > 100 || !clean(value)) {
      throw new IllegalArgumentException(field + " must have 1 to 100 characters");
    }
    return value;
  }

  /** What people name people, groups and apps by: any script, no control characters. */
  static String label(String field, String value) {
    if (value == null
        || value.isEmpty()
        || value.length() > LABEL
        || !value.equals(value.strip())
        || !clean(value)
        || value.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          field
              + " must have 1 to "
              + LABEL
              + " characters, no control character, and neither begin nor end with a blank; got "
              + (value == null ? "nothing" : '"' + text(value, 80) + '"'));
    }
    return value;
  }

  /** Up to a thousand texts of up to 255 characters; empty ones read as absent. */
  static List<String> texts(String field, List<String> value) {
    List<String> texts = list(value).stream().map(Require::text).filter(t -> !t.isEmpty()).toList();
    atMost(field, 1_000, texts.size());
    return texts;
  }

  /** {@link #label} for each of up to a thousand. */
  static List<String> labels(String field, List<String> value) {
    List<String> labels = list(value);
    atMost(field, 1_000, labels.size());
    labels.forEach(label -> label(field, label));
    return labels;
  }

  static int atLeast(String field, int least, int value) {
    if (value < least) {
      throw new IllegalArgumentException(field + " must be " + least + " or more; got " + value);
    }
    return value;
  }

  /** Seconds since 1970 as an epoch is, at most what an order's header takes. */
  static long epoch(String field, long value) {
    if (value < 0 || value > 999_999_999_999_999_999L) {
      throw new IllegalArgumentException(field + " must be 0 to 18 digits; got " + value);
    }
    return value;
  }

  static int between(String field, int least, int most, int value) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          field + " must be " + least + " to " + most + "; got " + value);
    }
    return value;
  }

  /** Who acknowledges says why. */
  static void comment(boolean withdrawn, String comment) {
    if (!withdrawn && comment.isBlank()) {
      throw new IllegalArgumentException("comment is missing: say why it is acknowledged");
    }
  }

  /** Never null, refused when longer than a thousand: cut short it would mean something else. */
  static String whole(String field, String value) {
    String text = value == null ? "" : value.strip();
    if (text.length() > 1_000) {
      throw new IllegalArgumentException(
          field + " must have at most 1000 characters; got " + text.length());
    }
    return text;
  }

  /** What a check measures, as a word. */
  static String kind(String field, String word) {
    if (word == null || !KIND.matcher(word).matches()) {
      throw new IllegalArgumentException(
          field
              + " must be 1 to 40 of A-Z a-z 0-9 . _ - and begin with a letter or digit; got "
              + (word == null ? "nothing" : '"' + text(word, 80) + '"'));
    }
    return word;
  }

  /** What of its kind a check is about; never null, empty where there is but one. */
  static String instance(String field, String text) {
    if (text == null || text.isEmpty()) {
      return "";
    }
    between("length of " + field, 1, LONGEST_INSTANCE, label(field, text).length());
    return text;
  }

  /** {@code cluster/service}; never null, empty for none. */
  static String service(String field, String value) {
    if (value == null || value.isEmpty()) {
      return "";
    }
    try {
      return ServiceId.parse(value).toString();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(field + ": " + e.getMessage(), e);
    }
  }

  /** A time of day, {@code 08:00}. */
  static String time(String field, String value) {
    if (value == null || !TIME.matcher(value).matches()) {
      throw new IllegalArgumentException(
          field + " must be a time such as 08:00; got \"" + text(value, 80) + '"');
    }
    return value;
  }

  /** A text of up to 255 characters, never null. */
  static String text(String value) {
    return text(value, 255);
  }

  /** A day, {@code 2027-03-31}; never null, empty for none. */
  static String day(String field, String value) {
    if (value == null || value.isEmpty()) {
      return "";
    }
    try {
      return LocalDate.parse(value).toString();
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          field + " must be a day such as 2027-03-31; got \"" + text(value, 80) + '"', e);
    }
  }

  /**
   * Never null, cut to {@code most} characters; half of a surrogate pair becomes U+FFFD, for no
   * encoder downstream takes it.
   */
  static String text(String value, int most) {
    if (value == null) {
      return "";
    }
    String whole = clean(value) ? value : repair(value);
    if (whole.length() <= most) {
      return whole;
    }
    int end = most - CUT.length();
    return whole.substring(0, Character.isHighSurrogate(whole.charAt(end - 1)) ? end - 1 : end)
        + CUT;
  }

  /** Like {@link #text(String, int)}, anything but printable ASCII as a question mark. */
  static String ascii(String value, int most) {
    if (value == null) {
      return "";
    }
    String whole = value.length() <= most ? value : value.substring(0, most);
    boolean printable = whole.chars().allMatch(c -> c >= ' ' && c <= '~');
    return printable ? whole : whole.replaceAll("[^ -~]", "?");
  }

  /** Never null; null elements read as absent. */
  static <T> List<T> list(List<T> value) {
    if (value == null || value.isEmpty()) {
      return List.of();
    }
    // a loop: every record made has lists
    for (T each : value) {
      if (each == null) {
        return value.stream().filter(Objects::nonNull).toList();
      }
    }
    return List.copyOf(value);
  }

  /** Names of nodes: each must be one that an id can be made of. */
  static List<String> nodes(String field, List<String> value) {
    List<String> nodes = list(value);
    atMost(field, 1_000, nodes.size());
    for (String node : nodes) {
      try {
        NodeId.requireName(node);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(field + ": " + e.getMessage(), e);
      }
    }
    return nodes;
  }

  /** Never null, in order of keys; null values read as absent. */
  static <K extends Comparable<K>, V> Map<K, V> sorted(String field, Map<K, V> value) {
    if (value == null || value.isEmpty()) {
      return Map.of();
    }
    Map<K, V> sorted = Sorted.of(value);
    atMost(field, 1_000, sorted.size());
    return sorted;
  }

  private static void atMost(String field, int most, int size) {
    if (size > most) {
      throw new IllegalArgumentException(field + " must be at most " + most + "; got " + size);
    }
  }

  private static boolean clean(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return paired(text);
      }
    }
    return true;
  }

  private static boolean paired(String text) {
    return text.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF);
  }

  private static String repair(String text) {
    return text.codePoints()
        .map(c -> c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
