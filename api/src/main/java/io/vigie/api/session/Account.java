package io.vigie.api.session;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

/**
 * Who may sign in: what the door knows of a person.
 *
 * @param passwordHash Argon2id, as {@link Passwords} writes it; empty: no password is good
 * @param disabled signs in no more
 * @param created epoch milliseconds
 * @param passwordChanged when the password was set last, epoch milliseconds
 */
@MappedEntity("person")
record Account(
    @Id String name,
    String role,
    String passwordHash,
    boolean disabled,
    long created,
    long passwordChanged) {
  /** Signed in. */
  Person person(String session) {
    return new Person(name, Role.parse(role), session, TokenScope.ACT);
  }

  boolean enabled() {
    return !disabled;
  }

  /** Let in with this password, whatever was before. */
  Account letIn(String hash, long now) {
    return new Account(name, role, hash, false, created, now);
  }
}
