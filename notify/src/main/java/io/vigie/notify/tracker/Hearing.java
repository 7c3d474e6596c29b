package io.vigie.notify.tracker;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Since when which tracker is told, kept beside committed offsets: what happened before it was
 * there is not its business, however long another one holds it.
 */
final class Hearing {
  /** What stands beside an offset ends with it. */
  private static final String MARK = " hears";

  private static final Pattern ONE = Pattern.compile(" ([0-9a-f]{8})@(\\d{1,15})");

  private final Map<String, Instant> since = new HashMap<>();

  /** What was written before; who wrote nothing told all of them from the beginning. */
  void inherit(String metadata, Collection<String> trackers) {
    int mark = metadata.indexOf(MARK);
    if (mark < 0) {
      trackers.forEach(name -> since.put(key(name), Instant.EPOCH));
      return;
    }
    Matcher one = ONE.matcher(metadata.substring(mark));
    while (one.find()) {
      Instant at = Instant.ofEpochMilli(Long.parseLong(one.group(2)));
      since.merge(one.group(1), at, (a, b) -> a.isBefore(b) ? a : b);
    }
  }

  /** These are on now, no others. */
  void on(Collection<String> trackers, Instant now) {
    since.keySet().retainAll(trackers.stream().map(Hearing::key).toList());
    trackers.forEach(name -> since.putIfAbsent(key(name), now));
  }

  boolean heard(String tracker, Instant at) {
    Instant from = since.get(key(tracker));
    return from != null && !at.isBefore(from);
  }

  String write() {
    StringBuilder text = new StringBuilder(MARK);
    since.forEach((key, at) -> text.append(' ').append(key).append('@').append(at.toEpochMilli()));
    return text.toString();
  }

  // a hundred names must fit beside an offset
  private static String key(String name) {
    return "%08x".formatted(name.hashCode());
  }
}
