package io.vigie.api.session;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

/**
 * Who may sign in.
 *
 * @param passwordHash Argon2id, as {@link Passwords} writes it
 * @param created epoch milliseconds
 * @param changed when the password was set last, epoch milliseconds
 */
@MappedEntity("account")
record Account(@Id String name, String role, String passwordHash, long created, long changed) {
  Account withPassword(String hash, long now) {
    return new Account(name, role, hash, created, now);
  }
}
