package io.vigie.streams.instance;

import io.vigie.contract.availability.Availability;
import java.time.Instant;

/**
 * A resource's state while it lasts.
 *
 * @param status effective status
 * @param n the instance's change number that began it
 * @param since event time it began
 * @param knownFrom append time of the record that began it
 */
record Span(Availability status, long n, Instant since, Instant knownFrom) {}
