package io.vigie.agent.check;

import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the programs that set a clock say of it, in milliseconds it may be wrong. */
final class ClockWords {
  private static final double NEVER_SET = Double.MAX_VALUE;
  private static final String NUMBER = "(-?\\d{1,12}(?:\\.\\d{1,18})?)";

  private static final int CHRONY_FIELDS = 14;
  private static final int OFFSET = 4;
  private static final int DELAY = 10;
  private static final int DISPERSION = 11;
  private static final int LEAP = 13;
  private static final double MILLIS = 1_000;

  private static final Pattern SPAN = Pattern.compile(NUMBER + "(us|ms|s|min|h)");

  private ClockWords() {}

  /** One line of {@code chronyc -c tracking}, in seconds. */
  static OptionalDouble chrony(String line) {
    String[] fields = line.strip().split(",");
    if (fields.length != CHRONY_FIELDS
        || !Stream.of(OFFSET, DELAY, DISPERSION).allMatch(each -> fields[each].matches(NUMBER))) {
      return OptionalDouble.empty();
    }
    if (fields[LEAP].equals("Not synchronised")) {
      return OptionalDouble.of(NEVER_SET);
    }
    double seconds =
        distance(
            Double.parseDouble(fields[OFFSET]),
            Double.parseDouble(fields[DELAY]),
            Double.parseDouble(fields[DISPERSION]));
    return OptionalDouble.of(MILLIS * seconds);
  }

  /** {@code ntpq -c rv}: name=value between commas, in milliseconds. */
  static OptionalDouble ntpd(String text) {
    if (text.contains("leap=11") || text.contains("stratum=16")) {
      return OptionalDouble.of(NEVER_SET);
    }
    OptionalDouble offset = number("offset", text);
    OptionalDouble delay = number("rootdelay", text);
    OptionalDouble dispersion = number("rootdisp", text);
    return offset.isEmpty() || delay.isEmpty() || dispersion.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(
            distance(offset.getAsDouble(), delay.getAsDouble(), dispersion.getAsDouble()));
  }

  /** {@code timedatectl show-timesync}: the last answer of the server, if it was believed. */
  static OptionalDouble timesyncd(String text) {
    if (!text.contains("ServerName=") && !text.contains("RootDistanceMaxUSec=")) {
      return OptionalDouble.empty();
    }
    OptionalDouble delay = span("RootDelay", text);
    OptionalDouble dispersion = span("RootDispersion", text);
    OptionalDouble jitter = span("Jitter", text);
    boolean believed = text.contains("Ignored=no") && !text.contains("Leap=3");
    return OptionalDouble.of(
        believed && delay.isPresent() && dispersion.isPresent()
            ? distance(jitter.orElse(0), delay.getAsDouble(), dispersion.getAsDouble())
            : NEVER_SET);
  }

  private static double distance(double offset, double delay, double dispersion) {
    return Math.abs(offset) + delay / 2 + dispersion;
  }

  private static OptionalDouble number(String name, String text) {
    Matcher found = Pattern.compile("\\b" + name + "=" + NUMBER).matcher(text);
    return found.find()
        ? OptionalDouble.of(Double.parseDouble(found.group(1)))
        : OptionalDouble.empty();
  }

  /** As systemd writes them: {@code 1.037ms}, {@code 2min 3.5s}. */
  private static OptionalDouble span(String name, String text) {
    Matcher field = Pattern.compile("\\b" + name + "=([^,}]*)").matcher(text);
    if (!field.find()) {
      return OptionalDouble.empty();
    }
    double millis = 0;
    Matcher part = SPAN.matcher(field.group(1));
    while (part.find()) {
      millis += Double.parseDouble(part.group(1)) * inMillis(part.group(2));
    }
    return OptionalDouble.of(millis);
  }

  private static double inMillis(String unit) {
    return switch (unit) {
      case "us" -> 0.001;
      case "ms" -> 1;
      case "s" -> MILLIS;
      case "min" -> 60 * MILLIS;
      default -> 3_600 * MILLIS;
    };
  }
}
