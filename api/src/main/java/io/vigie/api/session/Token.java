package io.vigie.api.session;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

/**
 * What a script signs in with.
 *
 * @param id SHA-256 of the token itself, which nobody keeps
 * @param name what it is for
 * @param created epoch milliseconds
 */
@MappedEntity("api_token")
record Token(@Id String id, String person, String name, long created) {}
