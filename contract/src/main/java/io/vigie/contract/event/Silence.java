package io.vigie.contract.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * People mute alerts: of those it hits nobody is told while it is in force.
 *
 * @param q filter over alerts that says which it hits; empty for all
 * @param apps only alerts that concern these and no other app; empty for those of all
 * @param begin when it begins; with a recurrence, from when on
 * @param end when it ends; null for never, which only a recurring one may
 * @param recurrence when it begins again, an RRULE of RFC 5545; empty for never
 * @param zone in which a recurrence is meant: 02:00 stays 02:00 in summer
 * @param durationSeconds of each occurrence; 0 without a recurrence
 * @param countsAsDowntime of what it hits while in force: it counts in availability all the same
 * @param comment why; required
 * @param by who said so last
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record Silence(
    String id,
    SilenceKind kind,
    String q,
    List<String> apps,
    Instant begin,
    Instant end,
    String recurrence,
    String zone,
    long durationSeconds,
    boolean countsAsDowntime,
    String comment,
    String by)
    implements Event {
  /** What the keys of silences begin with. */
  public static final String KEYS = "silence/";

  private static final int LONGEST = 31 * Require.DAY;

  public Silence {
    Require.id("id", id);
    kind = kind == null ? SilenceKind.SILENCE : kind;
    q = Require.whole("q", q);
    apps = Require.labels("apps", apps);
    Require.present("begin", begin);
    if (end != null && !end.isAfter(begin)) {
      throw new IllegalArgumentException("end must be after begin; got " + begin + " to " + end);
    }
    recurrence = Require.whole("recurrence", recurrence);
    zone = zone(zone);
    if (recurrence.isEmpty()) {
      Require.present("end", end);
    }
    int least = recurrence.isEmpty() ? 0 : 60;
    int most = recurrence.isEmpty() ? 0 : LONGEST;
    if (durationSeconds < least || durationSeconds > most) {
      throw new IllegalArgumentException(
          recurrence.isEmpty()
              ? "durationSeconds is of a recurrence; without one end says when it ends"
              : "durationSeconds must be 60 to " + LONGEST + " (31 days); got " + durationSeconds);
    }
    comment = Require.text(comment, 2_000);
    if (comment.isBlank()) {
      throw new IllegalArgumentException("comment is missing: say why");
    }
    by = Require.label("by", by);
  }

  private static String zone(String value) {
    String zone = value == null || value.isEmpty() ? "UTC" : value;
    try {
      ZoneId.of(zone);
      return zone;
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "zone must be one of the time zones, such as Europe/Paris; got \""
              + Require.text(zone, 80)
              + '"',
          e);
    }
  }

  @Override
  public EventType type() {
    return EventType.SILENCE;
  }

  @Override
  public String key() {
    return KEYS + id;
  }

  @Override
  public String anchor() {
    return key();
  }
}
