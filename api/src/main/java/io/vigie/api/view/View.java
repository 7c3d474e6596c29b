package io.vigie.api.view;

import io.micronaut.data.annotation.MappedEntity;

/**
 * A question about a list that somebody keeps.
 *
 * @param owner account
 * @param list last part of the list's address
 * @param query q, sort and columns, as in an address
 * @param shared whether others read it
 * @param changed epoch milliseconds
 */
@MappedEntity("saved_view")
record View(String owner, String list, String name, String query, boolean shared, long changed) {}
