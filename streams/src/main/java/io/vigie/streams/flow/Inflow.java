package io.vigie.streams.flow;

/** What the service stage reads: what passed the door, and what became of nodes. */
public sealed interface Inflow permits Admitted, NodeMove {}
