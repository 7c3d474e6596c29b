package io.vigie.streams.ticket;

import java.time.Instant;

/**
 * When something is decided.
 *
 * @param millis append time of the record in hand
 * @param pulses counted since this task took over, or since a gap; -1 when no timer may fire
 */
record Now(long millis, long pulses) {
  /** After a take-over, or where pulses were missing, no timer fires before so many. */
  private static final long ALLOWANCE = 60;

  static Now untimed(long millis) {
    return new Now(millis, -1);
  }

  Instant at() {
    return Instant.ofEpochMilli(millis);
  }

  /** Whether so much has passed, by both clocks: the topic's and the pulses counted here. */
  boolean passed(long lastedMillis, long seconds) {
    return seconds == 0
        || lastedMillis >= seconds * 1_000 && pulses >= Math.min(seconds, ALLOWANCE);
  }
}
