package io.vigie.api.node;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

/**
 * What a node without Kafka sends its reports with.
 *
 * @param node {@code cluster/node}, the only one it speaks for
 * @param digest of the token itself, which nobody keeps
 * @param madeBy account
 * @param created epoch milliseconds
 */
@MappedEntity("node_token")
record NodeToken(@Id String node, String digest, String madeBy, long created) {}
