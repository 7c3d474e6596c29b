package io.vigie.agent.schedule;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.IsoFields;
import java.util.List;

/**
 * One definition: parts of some days.
 *
 * @param excludes nothing runs in them
 */
record Rule(boolean excludes, List<Range> ranges, List<Day> days, Numbers weeks, Numbers months) {
  Rule {
    ranges = List.copyOf(ranges);
    days = List.copyOf(days);
  }

  boolean isOn(LocalDate date) {
    return days.stream().anyMatch(each -> each.is(date))
        && weeks.has(date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR))
        && months.has(date.getMonthValue());
  }

  /** Whether that moment lies in it; its part of the day may have begun the day before. */
  boolean holds(LocalDateTime moment) {
    LocalDate day = moment.toLocalDate();
    LocalDate before = day.minusDays(1);
    return isOn(day) && Range.anyHolds(ranges, day, moment)
        || isOn(before) && Range.anyHolds(ranges, before, moment);
  }
}
