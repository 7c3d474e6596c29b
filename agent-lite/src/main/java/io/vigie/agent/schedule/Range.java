package io.vigie.agent.schedule;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.function.Consumer;

/**
 * A part of a day, from its first minute to before its last one.
 *
 * @param spread runs lie somewhere in their part of it, instead of at its begin
 * @param begin minute of the day
 * @param end minute counted from the same midnight; past 1440 it is of the next day
 * @param every minutes between two runs; 0: one run
 */
record Range(boolean spread, int begin, int end, int every) {
  static final int DAY = 1440;
  private static final int MINUTE = 60;

  /** What is given to a range of one moment when it only says where nothing runs. */
  private static final int MOMENT = 1;

  static Range of(boolean spread, int begin, int end, int every) {
    // past midnight
    return new Range(spread, begin, end < begin ? end + DAY : end, every);
  }

  /** Whether its runs are days apart; then it has one on some days. */
  boolean inDays() {
    return every >= DAY && every % DAY == 0;
  }

  /**
   * Tells its runs of a day.
   *
   * @param seed sets what is spread apart
   */
  void runs(LocalDate day, long seed, Consumer<LocalDateTime> run) {
    if (inDays() && day.toEpochDay() % (every / DAY) != 0) {
      return;
    }
    int room = Math.max(end - begin, 0);
    int step = every == 0 || every >= room ? Math.max(room, 1) : every;
    LocalDateTime midnight = day.atStartOfDay();
    for (int at = begin; at < Math.max(end, begin + 1); at += step) {
      long seconds = 0;
      if (spread) {
        long part = (long) Math.min(step, Math.max(end - at, 1)) * MINUTE;
        seconds = Math.floorMod(mixed(seed, day.toEpochDay() * DAY + at), part);
      }
      run.accept(midnight.plusMinutes(at).plusSeconds(seconds));
    }
  }

  /** Whether that moment lies in it, if it begins on that day. */
  boolean holds(LocalDate day, LocalDateTime moment) {
    LocalDateTime midnight = day.atStartOfDay();
    return !moment.isBefore(midnight.plusMinutes(begin))
        && moment.isBefore(midnight.plusMinutes(Math.max(end, begin + MOMENT)));
  }

  /** As good as random, and the same at each asking. */
  private static long mixed(long seed, long of) {
    long x = seed * 0x9E3779B97F4A7C15L + of;
    x = (x ^ x >>> 30) * 0xBF58476D1CE4E5B9L;
    x = (x ^ x >>> 27) * 0x94D049BB133111EBL;
    return x ^ x >>> 31;
  }

  static boolean anyHolds(List<Range> ranges, LocalDate day, LocalDateTime moment) {
    return ranges.stream().anyMatch(each -> each.holds(day, moment));
  }
}
