package io.vigie.silence;

import io.vigie.contract.event.Silence;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;
import java.util.TimeZone;
import org.dmfs.rfc5545.recur.Freq;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.dmfs.rfc5545.recur.RecurrenceRule.RfcMode;
import org.dmfs.rfc5545.recur.RecurrenceRuleIterator;

/** When a silence is in force. Milliseconds since 1970. */
final class Occurrences {
  // of what recurs more often, finding the next one takes too long
  private static final Set<Freq> OFTEN_ENOUGH =
      EnumSet.of(Freq.DAILY, Freq.WEEKLY, Freq.MONTHLY, Freq.YEARLY);

  private final long begin;
  private final long end;
  private final long duration;
  private final TimeZone zone;

  /** Null when it does not recur. */
  private final RecurrenceRule rule;

  /**
   * A time in which nothing changes.
   *
   * @param from its first moment
   * @param to the first moment after it
   */
  record Window(long from, long to, boolean inForce) {
    boolean covers(long millis) {
      return from <= millis && millis < to;
    }
  }

  private Occurrences(Silence silence, RecurrenceRule rule) {
    this.begin = silence.begin().toEpochMilli();
    this.end = silence.end() == null ? Long.MAX_VALUE : silence.end().toEpochMilli();
    this.duration = silence.durationSeconds() * 1_000;
    this.zone = TimeZone.getTimeZone(ZoneId.of(silence.zone()));
    this.rule = rule;
  }

  /**
   * @throws IllegalArgumentException when its recurrence cannot be read, or never occurs
   */
  static Occurrences of(Silence silence) {
    String text = silence.recurrence();
    if (text.isEmpty()) {
      return new Occurrences(silence, null);
    }
    Occurrences made = new Occurrences(silence, rule(text));
    try {
      Window first = made.at(made.begin);
      if (first.inForce() || first.to() < Long.MAX_VALUE) {
        return made;
      }
    } catch (IllegalArgumentException e) {
      throw problem(text, "never occurs", e);
    }
    throw problem(text, "never occurs between begin and end", null);
  }

  private static RecurrenceRule rule(String text) {
    try {
      RecurrenceRule rule = new RecurrenceRule(text, RfcMode.RFC5545_STRICT);
      if (OFTEN_ENOUGH.contains(rule.getFreq())) {
        return rule;
      }
    } catch (InvalidRecurrenceRuleException e) {
      throw problem(text, e.getMessage(), e);
    }
    throw problem(text, "FREQ is one of DAILY, WEEKLY, MONTHLY, YEARLY", null);
  }

  private static IllegalArgumentException problem(String text, String rule, Exception cause) {
    String shown = text.length() <= 100 ? text : text.substring(0, 100) + "…";
    return new IllegalArgumentException(
        "recurrence is an RRULE of RFC 5545 such as FREQ=WEEKLY;BYDAY=SU; got \""
            + shown
            + "\": "
            + rule,
        cause);
  }

  Window at(long millis) {
    if (millis >= end) {
      return new Window(end, Long.MAX_VALUE, false);
    }
    return rule == null ? once(millis) : recurring(millis);
  }

  private Window once(long millis) {
    return millis < begin ? new Window(Long.MIN_VALUE, begin, false) : new Window(begin, end, true);
  }

  private Window recurring(long millis) {
    long first = Math.max(begin, millis - duration + 1);
    RecurrenceRuleIterator starts = rule.iterator(begin, zone);
    starts.fastForward(first);
    while (starts.hasNext()) {
      long start = starts.nextMillis();
      if (start >= end) {
        break;
      }
      if (start > millis) {
        return new Window(millis, start, false);
      }
      if (start >= first) {
        return new Window(start, Math.min(start + duration, end), true);
      }
    }
    return new Window(millis, Long.MAX_VALUE, false);
  }
}
