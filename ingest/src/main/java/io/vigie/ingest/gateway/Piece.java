package io.vigie.ingest.gateway;

/**
 * One event of a body, unread.
 *
 * @param place for a person: {@code line 3}
 */
record Piece(String place, byte[] value) {}
