package io.vigie.notify.tracker;

import java.time.Instant;

/** What is kept beside a committed offset: before when nothing was told of what is still open. */
final class Since {
  private static final String PREFIX = "since=";

  private Since() {}

  static String write(Instant at) {
    return PREFIX + at.toEpochMilli();
  }

  /** The beginning of time where it says nothing of it. */
  static Instant read(String metadata) {
    String first = metadata.split(" ", 2)[0];
    return first.matches(PREFIX + "\\d{1,15}")
        ? Instant.ofEpochMilli(Long.parseLong(first.substring(PREFIX.length())))
        : Instant.EPOCH;
  }
}
