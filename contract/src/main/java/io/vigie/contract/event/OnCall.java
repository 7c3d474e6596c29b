package io.vigie.contract.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * When a person is told of alerts.
 *
 * @param zone time zone of the hours, {@code Europe/Paris}
 * @param hours none for always
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record OnCall(String zone, List<Hours> hours) {
  public static final OnCall ALWAYS = new OnCall("UTC", List.of());

  private static final int MOST = 20;

  /**
   * A span of some days of the week; one that ends before it begins ends on the next day.
   *
   * @param days first three letters, {@code mon}; none for all
   * @param from {@code 08:00}
   * @param to {@code 18:00}, which is no longer in it
   */
  @JsonInclude(JsonInclude.Include.NON_DEFAULT)
  public record Hours(List<String> days, String from, String to) {
    private static final List<String> WORDS =
        Arrays.stream(DayOfWeek.values())
            .map(day -> day.name().substring(0, 3).toLowerCase(Locale.ROOT))
            .toList();

    public Hours {
      days = Require.list(days);
      for (String day : days) {
        if (!WORDS.contains(day)) {
          throw new IllegalArgumentException(
              "hours.days must be of " + String.join(", ", WORDS) + "; got \"" + day + '"');
        }
      }
      Require.time("hours.from", from);
      Require.time("hours.to", to);
    }

    boolean has(ZonedDateTime at) {
      LocalTime begin = LocalTime.parse(from);
      LocalTime end = LocalTime.parse(to);
      LocalTime now = at.toLocalTime();
      if (begin.isBefore(end)) {
        return on(at.getDayOfWeek()) && !now.isBefore(begin) && now.isBefore(end);
      }
      return on(at.getDayOfWeek()) && !now.isBefore(begin)
          || on(at.getDayOfWeek().minus(1)) && now.isBefore(end);
    }

    private boolean on(DayOfWeek day) {
      return days.isEmpty() || days.contains(WORDS.get(day.ordinal()));
    }
  }

  public OnCall {
    zone = zone == null || zone.isEmpty() ? "UTC" : zone;
    try {
      ZoneId.of(zone);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "zone must be one such as Europe/Paris; got \"" + Require.text(zone, 80) + '"', e);
    }
    hours = Require.list(hours);
    Require.between("hours", 0, MOST, hours.size());
  }

  /** Whether they are told of what happens then. */
  public boolean has(Instant at) {
    ZonedDateTime local = at.atZone(ZoneId.of(zone));
    return hours.isEmpty() || hours.stream().anyMatch(span -> span.has(local));
  }
}
