package io.vigie.filter;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations and dates as people write them in filters. */
public final class Moments {
  static final String FORMS =
      "a duration such as 2h or 1d12h (units s m h d w), or a date of UTC such as 2026-01-31,"
          + " \"2026-01-31 09:51\" or 2026-01-31T09:51:00+01:00";

  private static final Pattern DURATION = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,3})?[smhdjw])+");
  private static final Pattern PART = Pattern.compile("([0-9.]+)([smhdjw])");
  private static final Pattern DATE =
      Pattern.compile(
          "(\\d{4}-\\d{2}-\\d{2})"
              + "(?:[T ](\\d{2}:\\d{2})(:\\d{2})?(\\.\\d{1,3})?\\s*(Z|[+-]\\d{2}:?\\d{2})?)?");

  private Moments() {}

  /**
   * What a date names, milliseconds since 1970: the day, the minute, the second …
   *
   * @param from its beginning
   * @param to the beginning of the next one
   */
  public record Named(long from, long to) {}

  /**
   * What a person names: a date, {@code now}, or how long ago: {@code 7d} or {@code -7d}.
   *
   * @throws IllegalArgumentException when it is none of that; the message says what there is
   */
  public static Named named(String text, long nowMillis) {
    long ago = text.equals("now") ? 0 : duration(text.startsWith("-") ? text.substring(1) : text);
    if (ago >= 0 && ago <= nowMillis) {
      return new Named(nowMillis - ago, nowMillis - ago);
    }
    Named date = date(text);
    if (date == null) {
      throw new IllegalArgumentException("now, " + FORMS + "; got \"" + text + '"');
    }
    return date;
  }

  /** Milliseconds, or -1 when the text is no duration. */
  public static long duration(String text) {
    if (!DURATION.matcher(text).matches()) {
      return -1;
    }
    double millis = 0;
    Matcher part = PART.matcher(text);
    while (part.find()) {
      millis += Double.parseDouble(part.group(1)) * unit(part.group(2).charAt(0));
    }
    return (long) millis;
  }

  // j is the French day
  private static long unit(char letter) {
    return switch (letter) {
      case 's' -> 1_000;
      case 'm' -> 60_000;
      case 'h' -> 3_600_000;
      case 'd', 'j' -> 86_400_000;
      case 'w' -> 604_800_000;
      default -> throw new IllegalStateException("no unit " + letter);
    };
  }

  /** Null when the text is no date. */
  static Named date(String text) {
    Matcher date = DATE.matcher(text);
    if (!date.matches()) {
      return null;
    }
    try {
      LocalDate day = LocalDate.parse(date.group(1));
      if (date.group(2) == null) {
        return named(day.atStartOfDay(), ZoneOffset.UTC, ChronoUnit.DAYS);
      }
      String seconds =
          orEmpty(date.group(3)) + (date.group(3) == null ? "" : orEmpty(date.group(4)));
      if (date.group(3) == null && date.group(4) != null) {
        return null;
      }
      ZoneOffset zone = date.group(5) == null ? ZoneOffset.UTC : ZoneOffset.of(date.group(5));
      return named(day.atTime(LocalTime.parse(date.group(2) + seconds)), zone, precision(date));
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static ChronoUnit precision(Matcher date) {
    if (date.group(3) == null) {
      return ChronoUnit.MINUTES;
    }
    return date.group(4) == null ? ChronoUnit.SECONDS : ChronoUnit.MILLIS;
  }

  private static Named named(LocalDateTime from, ZoneOffset zone, ChronoUnit unit) {
    return new Named(
        from.toInstant(zone).toEpochMilli(), from.plus(1, unit).toInstant(zone).toEpochMilli());
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }
}
