package io.vigie.api.session;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Duration;

/**
 * A browser that is signed in.
 *
 * @param id SHA-256 of the cookie: who reads the table cannot sign in with it
 * @param began epoch milliseconds
 * @param used epoch milliseconds, at most {@link #TOUCH} old while in use
 */
@MappedEntity("console_session")
record StoredSession(@Id String id, String person, long began, long used) {
  /** A session nobody used for so long is over. */
  static final Duration IDLE = Duration.ofHours(12);

  /** A session is over then, however busy. */
  static final Duration LONGEST = Duration.ofDays(7);

  static final Duration TOUCH = Duration.ofMinutes(1);

  boolean over(long now) {
    return now - used > IDLE.toMillis() || now - began > LONGEST.toMillis();
  }

  boolean needsTouch(long now) {
    return now - used > TOUCH.toMillis();
  }

  StoredSession touched(long now) {
    return new StoredSession(id, person, began, now);
  }
}
