package io.vigie.api.session;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Duration;

/**
 * A browser that is signed in, by one of the secrets of its session.
 *
 * @param id SHA-256 of the cookie: who reads the table cannot sign in with it
 * @param began epoch milliseconds
 * @param used epoch milliseconds, at most {@link #TOUCH} old while in use
 * @param session of its session: stays when the secret changes
 * @param made when this secret was made, epoch milliseconds
 * @param replaces whether nobody came with it yet: the one before it is still good
 * @param ends when it is good no more, epoch milliseconds; 0: with the session
 * @param address where the session was begun
 */
@MappedEntity("console_session")
record StoredSession(
    @Id String id,
    String person,
    long began,
    long used,
    String session,
    long made,
    boolean replaces,
    long ends,
    String address) {
  /** A session nobody used for so long is over. */
  static final Duration IDLE = Duration.ofHours(12);

  /** A session is over then, however busy. */
  static final Duration LONGEST = Duration.ofDays(7);

  static final Duration TOUCH = Duration.ofMinutes(1);

  /** A secret so old gets a successor at its next use. */
  static final Duration FRESH = Duration.ofHours(1);

  /** So long a secret stays good once somebody came with its successor: for requests under way. */
  static final Duration GRACE = Duration.ofMinutes(1);

  boolean over(long now) {
    return now - used > IDLE.toMillis()
        || now - began > LONGEST.toMillis()
        || ends != 0 && now >= ends;
  }

  boolean needsTouch(long now) {
    return now - used > TOUCH.toMillis();
  }

  /** When it gets a successor, epoch milliseconds; never once it has one that is used. */
  long renewed() {
    return ends == 0 ? made + FRESH.toMillis() : Long.MAX_VALUE;
  }

  /** The same session under another secret. */
  StoredSession successor(String otherId, long now) {
    return new StoredSession(otherId, person, began, now, session, now, true, 0, address);
  }
}
