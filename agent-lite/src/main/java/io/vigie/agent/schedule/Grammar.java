package io.vigie.agent.schedule;

import io.vigie.agent.config.Values;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code [!]ranges[@interval] [weekdays[:day] [weeks [months]]]}; several definitions in a list
 * {@code ["…", "…"]}.
 */
final class Grammar {
  private static final Pattern LISTED = Pattern.compile("\"([^\"]*)\"|'([^']*)'");
  private static final Pattern CLOCK = Pattern.compile("(\\d{1,2}):(\\d{2})");
  private static final Pattern EVERY = Pattern.compile("\\d{1,5}");
  private static final Pattern FILTER = Pattern.compile("%(\\d{1,2})(?:\\+(\\d{1,2}))?");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,2}");
  private static final List<String> WEEKDAYS =
      List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");
  private static final List<String> MONTHS =
      List.of(
          "january",
          "february",
          "march",
          "april",
          "may",
          "june",
          "july",
          "august",
          "september",
          "october",
          "november",
          "december");
  private static final List<String> PLACES = List.of("first", "second", "third", "fourth", "fifth");
  private static final List<String> SHORT_PLACES = List.of("1st", "2nd", "3rd", "4th", "5th");
  private static final int SHORTEST_NAME = 3;
  private static final int MOST_WEEKS = 53;
  private static final int LAST_HOUR = 24;
  private static final int HOUR = 60;
  private static final int MOST_OF_A_WEEKDAY = 5;
  private static final int LONGEST_MONTH = 31;
  private static final int SUNDAY = 7;

  private Grammar() {}

  static List<Rule> rules(String text) {
    String bare = text.strip();
    if (!bare.startsWith("[")) {
      return rule(bare);
    }
    if (!bare.endsWith("]")) {
      throw new IllegalArgumentException("begins a list with [ and does not end it with ]");
    }
    List<Rule> rules = new ArrayList<>();
    Matcher each = LISTED.matcher(bare);
    while (each.find()) {
      rules.addAll(rule((each.group(1) == null ? each.group(2) : each.group(1)).strip()));
    }
    String rest = LISTED.matcher(bare.substring(1, bare.length() - 1)).replaceAll("");
    if (!rest.replace(",", "").isBlank()) {
      throw new IllegalArgumentException(
          "must be a list of schedules in quotes; \"" + rest.strip() + "\" stands between them");
    }
    return rules;
  }

  private static List<Rule> rule(String text) {
    boolean excludes = text.startsWith("!");
    String bare = (excludes ? text.substring(1) : text).strip().toLowerCase(Locale.ROOT);
    if (bare.isEmpty() || bare.equals("@0")) {
      return List.of();
    }
    String[] words = bare.split("\\s+");
    if (words.length > 4) {
      throw new IllegalArgumentException(
          "has at most four words: times, weekdays, weeks, months; \"" + words[4] + "\" is more");
    }
    return List.of(
        new Rule(
            excludes,
            ranges(words[0]),
            days(words.length > 1 ? words[1] : "*"),
            numbers(words.length > 2 ? words[2] : "*", "week", List.of(), MOST_WEEKS),
            numbers(words.length > 3 ? words[3] : "*", "month", MONTHS, MONTHS.size())));
  }

  private static List<Range> ranges(String text) {
    List<Range> ranges = new ArrayList<>();
    for (String each : text.split(",", -1)) {
      ranges.add(range(each));
    }
    return ranges;
  }

  private static Range range(String text) {
    boolean spread = text.startsWith("~");
    String bare = spread ? text.substring(1) : text;
    int at = bare.indexOf('@');
    int every = at < 0 ? 0 : every(bare.substring(at + 1));
    String times = at < 0 ? bare : bare.substring(0, at);
    if (times.equals("*") || times.isEmpty() && at == 0) {
      return Range.of(spread, 0, Range.DAY, every);
    }
    int dash = times.indexOf('-');
    int begin = clock(dash < 0 ? times : times.substring(0, dash));
    int end = dash < 0 ? begin : clock(times.substring(dash + 1));
    if (dash >= 0 && begin == end) {
      throw wrong(text, "must not begin and end at the same minute");
    }
    return Range.of(spread, begin, end, every);
  }

  private static int clock(String text) {
    Matcher clock = CLOCK.matcher(text);
    if (clock.matches()) {
      int hour = Integer.parseInt(clock.group(1));
      int minute = Integer.parseInt(clock.group(2));
      if (minute < HOUR && (hour < LAST_HOUR || hour == LAST_HOUR && minute == 0)) {
        return hour * HOUR + minute;
      }
    }
    throw wrong(text, "must be a time such as 04:00, 00:00 to 24:00");
  }

  /** Minutes; a bare number is minutes too. */
  private static int every(String text) {
    if (EVERY.matcher(text).matches()) {
      int minutes = Integer.parseInt(text);
      if (minutes > 0) {
        return minutes;
      }
    } else if (!text.isEmpty()) {
      long minutes;
      try {
        minutes = Values.duration(text).toMinutes();
      } catch (IllegalArgumentException e) {
        minutes = 0;
      }
      if (minutes > 0 && minutes < 100_000) {
        return (int) minutes;
      }
    }
    throw wrong("@" + text, "must be an interval of a minute or more, such as @60, @10m or @1d");
  }

  private static List<Day> days(String text) {
    List<Day> days = new ArrayList<>();
    for (String each : text.split(",", -1)) {
      int colon = each.indexOf(':');
      String weekdays = colon < 0 ? each : each.substring(0, colon);
      String place = colon < 0 ? "" : each.substring(colon + 1);
      Set<Integer> some =
          weekdays.equals("*") ? Set.of(0) : span(weekdays, "weekday", WEEKDAYS, SUNDAY);
      some.forEach(weekday -> days.add(day(weekday, place, each, colon >= 0)));
    }
    return days;
  }

  private static Day day(int weekday, String place, String text, boolean placed) {
    if (!placed) {
      return new Day(weekday, 0, 0, 0);
    }
    Matcher filter = FILTER.matcher(place);
    if (filter.matches()) {
      int modulo = modulo(filter, text);
      return new Day(weekday, 0, modulo, rest(filter) % modulo);
    }
    int number = place(place);
    int most = weekday == 0 ? LONGEST_MONTH : MOST_OF_A_WEEKDAY;
    if (number == 0 || Math.abs(number) > most) {
      throw wrong(
          text,
          "must name a day of the month behind the colon: first to fifth, last, 1 to "
              + most
              + ", -1 to -"
              + most
              + " from its end, or %2+1");
    }
    return new Day(weekday, number, 0, 0);
  }

  private static int place(String text) {
    if (text.equals("last")) {
      return -1;
    }
    int named = Math.max(PLACES.indexOf(text), SHORT_PLACES.indexOf(text));
    if (named >= 0) {
      return named + 1;
    }
    String digits = text.startsWith("+") || text.startsWith("-") ? text.substring(1) : text;
    if (!NUMBER.matcher(digits).matches()) {
      return 0;
    }
    int number = Integer.parseInt(digits);
    return text.startsWith("-") ? -number : number;
  }

  private static Numbers numbers(String text, String what, List<String> names, int most) {
    if (text.equals("*")) {
      return Numbers.ANY;
    }
    Set<Integer> some = new HashSet<>();
    int modulo = 0;
    int rest = 0;
    for (String each : text.split(",", -1)) {
      Matcher filter = FILTER.matcher(each);
      if (filter.matches()) {
        modulo = modulo(filter, each);
        rest = rest(filter) % modulo;
      } else {
        some.addAll(span(each, what, names, most));
      }
    }
    return new Numbers(some, modulo, rest);
  }

  private static int modulo(Matcher filter, String text) {
    int modulo = Integer.parseInt(filter.group(1));
    if (modulo == 0) {
      throw wrong(text, "must divide by 1 or more");
    }
    return modulo;
  }

  private static int rest(Matcher filter) {
    return filter.group(2) == null ? 0 : Integer.parseInt(filter.group(2));
  }

  /** One, or from one to another, round the end if need be. */
  private static Set<Integer> span(String text, String what, List<String> names, int most) {
    int dash = text.indexOf('-');
    int from = number(dash < 0 ? text : text.substring(0, dash), text, what, names, most);
    int to = dash < 0 ? from : number(text.substring(dash + 1), text, what, names, most);
    Set<Integer> some = new HashSet<>();
    for (int i = from; i != to; i = i % most + 1) {
      some.add(i);
    }
    some.add(to);
    return some;
  }

  private static int number(String word, String text, String what, List<String> names, int most) {
    for (int i = 0; i < names.size(); i++) {
      if (word.length() >= SHORTEST_NAME && names.get(i).startsWith(word)) {
        return i + 1;
      }
    }
    if (NUMBER.matcher(word).matches()) {
      int number = Integer.parseInt(word);
      if (number == 0 && most == SUNDAY) {
        return SUNDAY;
      }
      if (number >= 1 && number <= most) {
        return number;
      }
    }
    String named = names.isEmpty() ? "" : " or a name such as " + names.get(0).substring(0, 3);
    throw wrong(text, "must be a " + what + ": 1 to " + most + named);
  }

  private static IllegalArgumentException wrong(String word, String rule) {
    return new IllegalArgumentException(rule + "; got \"" + word + '"');
  }
}
