package io.vigie.streams.node;

import io.vigie.contract.event.NodeState;
import java.time.Instant;

/**
 * One state of a node while it lasts.
 *
 * @param graceSeconds while leaving: counted pulses until it is silent
 * @param since event time it began
 * @param knownFrom append time of the record that began it
 */
record Spell(NodeState state, int graceSeconds, Instant since, Instant knownFrom) {}
