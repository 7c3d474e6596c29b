package io.vigie.streams.flow;

import java.time.Instant;

/**
 * When and by what something changed.
 *
 * @param event event time, clock error taken out
 * @param appended append time of the deciding record
 * @param cause where that record stands: {@code topic-partition@offset}
 */
public record Moment(Instant event, Instant appended, String cause) {}
