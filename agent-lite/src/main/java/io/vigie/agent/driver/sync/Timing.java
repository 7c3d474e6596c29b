package io.vigie.agent.driver.sync;

import static io.vigie.agent.config.Keyword.Form.TEXT;

import io.vigie.agent.config.Keyword;
import io.vigie.agent.config.Keywords;
import io.vigie.agent.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * When a copy is made by itself, and how old it may become.
 *
 * @param catchesUp what was due while nobody could do it is done as soon as somebody can
 * @param seed tells this resource from others with the same schedule
 */
public record Timing(Schedule schedule, Duration maxDelay, boolean catchesUp, long seed) {
  private static final String NIGHTLY = "04:00-06:00";

  /** A day, and an hour for the copy itself. */
  private static final Duration USUAL_DELAY = Duration.ofHours(25);

  static final List<Keyword> KEYWORDS =
      List.of(
          Keyword.of(
              "schedule",
              TEXT,
              "sync_schedule",
              "when it is copied by itself: docs/syncs.md; @0 for never"),
          Keyword.of("sync_schedule", TEXT, NIGHTLY, "the same for all syncs, in DEFAULT"),
          Keyword.of(
              "sync_max_delay",
              USUAL_DELAY,
              "older than that the copy is late; also in DEFAULT, for all syncs"),
          Keyword.of(
              "missed",
              TEXT,
              "catchup",
              "what was due while the agent did not run or was busy: catchup does it at once,"
                  + " report only tells of it"));

  static Timing of(Keywords keywords, long seed) {
    Schedule all = keywords.read("sync_schedule", Schedule.parse(NIGHTLY), Schedule::parse);
    return new Timing(
        keywords.read("schedule", all, Schedule::parse),
        keywords.duration("sync_max_delay", USUAL_DELAY),
        keywords.read("missed", true, Timing::catchesUp),
        seed);
  }

  private static boolean catchesUp(String text) {
    return switch (text) {
      case "catchup" -> true;
      case "report" -> false;
      default -> throw new IllegalArgumentException("must be catchup or report");
    };
  }

  public Optional<Instant> next(Instant after) {
    return schedule.next(after, ZoneId.systemDefault(), seed);
  }
}
