package io.vigie.streams.flow;

/**
 * What the service stage reads: what passed the door, what became of nodes, what people retired.
 */
public sealed interface Inflow permits Admitted, NodeMove, ServiceEnd {}
