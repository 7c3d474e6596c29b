package io.vigie.words;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Moments and spans as people write them. */
public final class Times {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx");

  private final ZoneId zone;
  private final Words words;

  public Times(ZoneId zone, Words words) {
    this.zone = zone;
    this.words = words;
  }

  public String moment(Instant at) {
    return MOMENT.format(at.atZone(zone));
  }

  /** The two greatest units: {@code 2 h 5 min}. */
  public String span(Duration span) {
    long seconds = Math.max(0, span.toSeconds());
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3_600) {
      return two(seconds / 60, " min", seconds % 60, " s");
    }
    return seconds < 86_400
        ? two(seconds / 3_600, " h", seconds % 3_600 / 60, " min")
        : two(seconds / 86_400, ' ' + words.say("unit.day"), seconds % 86_400 / 3_600, " h");
  }

  private static String two(long great, String unit, long small, String smaller) {
    return great + unit + (small == 0 ? "" : " " + small + smaller);
  }

  /** Of a number of seconds; another text is told as it is. */
  public String seconds(String text) {
    return text.matches("-?\\d{1,12}")
        ? span(Duration.ofSeconds(Math.abs(Long.parseLong(text))))
        : text;
  }
}
