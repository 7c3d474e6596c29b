package io.vigie.ingest.recorder;

import io.vigie.contract.wire.Order;

/**
 * An event with the place of its record, which its row carries.
 *
 * @param id key of the row
 */
record Placed<E>(String id, E event, Order order, int part, long pos) {}
