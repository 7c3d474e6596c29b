package io.vigie.agent.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The grammar of schedules; a Monday, the 30th of November 2026, 17:34, unless it says otherwise.
 */
class ScheduleTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final ZoneId UTC = ZoneId.of("Z");
  private static final String NOW = "2026-11-30T17:34:00";
  private static final DateTimeFormatter SHORT =
      DateTimeFormatter.ofPattern("EEE dd.MM. HH:mm", Locale.ENGLISH);

  private static Instant at(String local) {
    return LocalDateTime.parse(local).atZone(PARIS).toInstant();
  }

  private static String runs(String schedule, int many, String after) {
    return Schedule.parse(schedule).next(many, at(after), PARIS, 7).stream()
        .map(each -> SHORT.format(each.atZone(PARIS)))
        .collect(Collectors.joining(", "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "04:00-06:00           | Tue 01.12. 04:00, Wed 02.12. 04:00, Thu 03.12. 04:00",
        "04:00-06:00@121       | Tue 01.12. 04:00, Wed 02.12. 04:00, Thu 03.12. 04:00",
        "09:00                 | Tue 01.12. 09:00, Wed 02.12. 09:00, Thu 03.12. 09:00",
        "*                     | Tue 01.12. 00:00, Wed 02.12. 00:00, Thu 03.12. 00:00",
        "@10m                  | Mon 30.11. 17:40, Mon 30.11. 17:50, Mon 30.11. 18:00",
        "@10                   | Mon 30.11. 17:40, Mon 30.11. 17:50, Mon 30.11. 18:00",
        "*@1h                  | Mon 30.11. 18:00, Mon 30.11. 19:00, Mon 30.11. 20:00",
        "00:00-06:00@60        | Tue 01.12. 00:00, Tue 01.12. 01:00, Tue 01.12. 02:00",
        "22:00-02:00@2h        | Mon 30.11. 22:00, Tue 01.12. 00:00, Tue 01.12. 22:00",
        "08:00-09:00,18:00     | Mon 30.11. 18:00, Tue 01.12. 08:00, Tue 01.12. 18:00",
        "23:00-24:00@30        | Mon 30.11. 23:00, Mon 30.11. 23:30, Tue 01.12. 23:00",
        "04:00 mon-fri         | Tue 01.12. 04:00, Wed 02.12. 04:00, Thu 03.12. 04:00",
        "04:00 sat,sun         | Sat 05.12. 04:00, Sun 06.12. 04:00, Sat 12.12. 04:00",
        "04:00 fri-mon         | Fri 04.12. 04:00, Sat 05.12. 04:00, Sun 06.12. 04:00",
        "04:00 6-7             | Sat 05.12. 04:00, Sun 06.12. 04:00, Sat 12.12. 04:00",
        "04:00 0               | Sun 06.12. 04:00, Sun 13.12. 04:00, Sun 20.12. 04:00",
        "04:00 Thursday        | Thu 03.12. 04:00, Thu 10.12. 04:00, Thu 17.12. 04:00",
        "00:00-02:00 *:last    | Thu 31.12. 00:00, Sun 31.01. 00:00, Sun 28.02. 00:00",
        "00:00-02:00 *:-1      | Thu 31.12. 00:00, Sun 31.01. 00:00, Sun 28.02. 00:00",
        "00:00-02:00 *:-2      | Wed 30.12. 00:00, Sat 30.01. 00:00, Sat 27.02. 00:00",
        "00:00-02:00 fri:last  | Fri 25.12. 00:00, Fri 29.01. 00:00, Fri 26.02. 00:00",
        "00:00-02:00 fri:first | Fri 04.12. 00:00, Fri 01.01. 00:00, Fri 05.02. 00:00",
        "00:00-02:00 mon:2nd   | Mon 14.12. 00:00, Mon 11.01. 00:00, Mon 08.02. 00:00",
        "00:00-02:00 *:15      | Tue 15.12. 00:00, Fri 15.01. 00:00, Mon 15.02. 00:00",
        "00:00-02:00 *:+1      | Tue 01.12. 00:00, Fri 01.01. 00:00, Mon 01.02. 00:00",
        "00:00-02:00 *:%10     | Thu 10.12. 00:00, Sun 20.12. 00:00, Wed 30.12. 00:00",
        "00:00-02:00 *:%2+1    | Tue 01.12. 00:00, Thu 03.12. 00:00, Sat 05.12. 00:00",
        "00:00-02:00 mon %2    | Mon 07.12. 00:00, Mon 21.12. 00:00, Mon 11.01. 00:00",
        "00:00-02:00 mon 2     | Mon 11.01. 00:00, Mon 10.01. 00:00, Mon 08.01. 00:00",
        "04:00 * * jan-feb     | Fri 01.01. 04:00, Sat 02.01. 04:00, Sun 03.01. 04:00",
        "04:00 *:1 * %3+1      | Fri 01.01. 04:00, Thu 01.04. 04:00, Thu 01.07. 04:00",
        "04:00 *:31 * nov,dec  | Thu 31.12. 04:00, Fri 31.12. 04:00, Sun 31.12. 04:00",
        "04:00 mon:5 * feb     | Mon 29.02. 04:00, Mon 29.02. 04:00, Mon 29.02. 04:00",
        "@7d                   | Thu 03.12. 00:00, Thu 10.12. 00:00, Thu 17.12. 00:00",
      })
  void whenItRuns(String schedule, String runs) {
    assertThat(runs(schedule, 3, NOW)).isEqualTo(runs);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "@0", "!04:00-05:00", "04:00 *:31 * feb", "[]"})
  void whatNeverRuns(String schedule) {
    assertThat(runs(schedule, 3, NOW)).isEmpty();
  }

  @Test
  void severalAddUpAndWhatIsExcludedIsLeftOut() {
    assertThat(runs("[\"@6h\", \"!00:00-05:59\", '21:00 mon']", 4, NOW))
        .isEqualTo("Mon 30.11. 18:00, Mon 30.11. 21:00, Tue 01.12. 06:00, Tue 01.12. 12:00");
    assertThat(runs("[\"@8h\", \"! * sat,sun\"]", 2, "2026-12-04T17:00:00"))
        .isEqualTo("Mon 07.12. 00:00, Mon 07.12. 08:00");
  }

  @Test
  void aPartOfADayThatGoesOnPastMidnightIsExcludedToItsEnd() {
    assertThat(runs("[\"@2h\", \"!22:00-04:00 mon\"]", 3, NOW))
        .isEqualTo("Mon 30.11. 18:00, Mon 30.11. 20:00, Tue 01.12. 04:00");
  }

  @Test
  void theHourThatASpringLeavesOutRunsAnHourLaterAndTheOneThatComesTwiceOnce() {
    assertThat(runs("02:30", 2, "2027-03-27T12:00:00"))
        .isEqualTo("Sun 28.03. 03:30, Mon 29.03. 02:30");
    assertThat(runs("02:30", 2, "2027-10-30T12:00:00"))
        .isEqualTo("Sun 31.10. 02:30, Mon 01.11. 02:30");
  }

  @Test
  void whatIsSpreadLiesSomewhereInItsWindowAlwaysTheSameAndElsewhereForOthers() {
    Schedule schedule = Schedule.parse("~22:00-04:00");
    Set<Instant> moments = new HashSet<>();
    for (long seed = 0; seed < 200; seed++) {
      Instant run = schedule.next(at(NOW), PARIS, seed).orElseThrow();
      assertThat(run).isBetween(at("2026-11-30T22:00:00"), at("2026-12-01T03:59:59"));
      assertThat(schedule.next(at(NOW), PARIS, seed)).contains(run);
      moments.add(run);
    }
    assertThat(moments).hasSizeGreaterThan(150);
    List<Instant> hourly = Schedule.parse("~@1h").next(24, at("2026-12-01T00:00:00"), PARIS, 3);
    assertThat(hourly.stream().map(each -> each.atZone(PARIS).getHour()).distinct().count())
        .as("once an hour")
        .isGreaterThanOrEqualTo(23);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "4:0             | must be a time such as 04:00, 00:00 to 24:00; got \"4:0\"",
        "25:00           | must be a time such as 04:00, 00:00 to 24:00; got \"25:00\"",
        "04:00-          | must be a time such as 04:00, 00:00 to 24:00; got \"\"",
        "04:00-04:00     | must not begin and end at the same minute; got \"04:00-04:00\"",
        "@30s            | must be an interval of a minute or more, such as @60, @10m or @1d; got \"@30s\"",
        "04:00 someday   | must be a weekday: 1 to 7 or a name such as mon; got \"someday\"",
        "04:00 8         | must be a weekday: 1 to 7 or a name such as mon; got \"8\"",
        "04:00 * 54      | must be a week: 1 to 53; got \"54\"",
        "04:00 * * 13    | must be a month: 1 to 12 or a name such as jan; got \"13\"",
        "04:00 * * * *   | has at most four words: times, weekdays, weeks, months; \"*\" is more",
        "04:00 * %0      | must divide by 1 or more; got \"%0\"",
        "[\"04:00\"      | begins a list with [ and does not end it with ]",
        "[04:00]         | must be a list of schedules in quotes; \"04:00\" stands between them",
      })
  void whatIsWrongIsSaid(String schedule, String rule) {
    assertThatThrownBy(() -> Schedule.parse(schedule))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(rule);
  }

  @Test
  void aPlaceInTheMonthThatNoMonthHasIsRefused() {
    assertThatThrownBy(() -> Schedule.parse("04:00 mon:6"))
        .hasMessageEndingWith("1 to 5, -1 to -5 from its end, or %2+1; got \"mon:6\"");
    assertThatThrownBy(() -> Schedule.parse("04:00 *:often")).hasMessageEndingWith("\"*:often\"");
  }

  /** Against a search minute by minute, where no hour is left out. */
  @Test
  void theNextRunIsTheFirstMinuteThatFits() {
    Random random = new Random(20261130);
    for (int i = 0; i < 60; i++) {
      String text = anySchedule(random);
      Schedule schedule = Schedule.parse(text);
      Instant after = at(NOW).plus(Duration.ofMinutes(random.nextInt(500_000)));
      Instant next = schedule.next(after, UTC, 1).orElse(null);
      Instant slow = slowly(schedule, after, Duration.ofDays(2));
      if (slow != null || next != null && next.isBefore(after.plus(Duration.ofDays(2)))) {
        assertThat(next).as("%s after %s", text, after.atZone(UTC)).isEqualTo(slow);
      }
    }
  }

  private static String anySchedule(Random random) {
    int begin = random.nextInt(24);
    int end = (begin + 1 + random.nextInt(23)) % 24;
    String every = random.nextBoolean() ? "" : "@" + (7 + random.nextInt(200));
    String days = List.of("*", "mon-fri", "sat", "*:%2", "tue-thu,sun").get(random.nextInt(5));
    String one = "%02d:15-%02d:45%s %s".formatted(begin, end, every, days);
    return random.nextInt(3) == 0
        ? "[\""
            + one
            + "\", \"!%02d:00-%02d:00\"]".formatted(random.nextInt(12), 12 + random.nextInt(12))
        : one;
  }

  private static Instant slowly(Schedule schedule, Instant after, Duration far) {
    for (Instant each = after.plusSeconds(60); !each.isAfter(after.plus(far)); ) {
      LocalDateTime local = LocalDateTime.ofInstant(each, UTC);
      if (runsAt(schedule, local)) {
        return each;
      }
      each = each.plusSeconds(60);
    }
    return null;
  }

  private static boolean runsAt(Schedule schedule, LocalDateTime minute) {
    return schedule.rules().stream().noneMatch(rule -> rule.excludes() && rule.holds(minute))
        && schedule.rules().stream()
            .filter(rule -> !rule.excludes())
            .anyMatch(
                rule ->
                    rule.ranges().stream()
                        .anyMatch(
                            range ->
                                List.of(0, 1).stream()
                                    .map(minute.toLocalDate()::minusDays)
                                    .filter(rule::isOn)
                                    .anyMatch(
                                        day -> {
                                          long passed =
                                              Duration.between(
                                                      day.atStartOfDay().plusMinutes(range.begin()),
                                                      minute)
                                                  .toMinutes();
                                          int room = range.end() - range.begin();
                                          return passed >= 0
                                              && passed < room
                                              && (range.every() == 0 || range.every() >= room
                                                  ? passed == 0
                                                  : passed % range.every() == 0);
                                        })));
  }
}
