package io.vigie.api.session;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Duration;

/**
 * What a script signs in with.
 *
 * @param id SHA-256 of the token itself, which nobody keeps
 * @param name what it is for
 * @param created epoch milliseconds
 * @param scope a word of {@link TokenScope}
 * @param expires epoch milliseconds
 * @param used epoch milliseconds, at most {@link #TOUCH} old while in use; 0: never
 */
@MappedEntity("api_token")
record Token(
    @Id String id,
    String person,
    String name,
    long created,
    String scope,
    long expires,
    long used) {
  static final Duration TOUCH = Duration.ofMinutes(1);

  boolean expired(long now) {
    return now >= expires;
  }

  boolean needsTouch(long now) {
    return now - used > TOUCH.toMillis();
  }

  /** Its owner, as far as it goes. */
  Person person(Account owner) {
    return new Person(owner.name(), Role.parse(owner.role()), "", TokenScope.stored(scope));
  }
}
