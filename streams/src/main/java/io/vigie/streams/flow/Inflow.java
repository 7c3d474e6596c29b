package io.vigie.streams.flow;

/**
 * What the stages read: what passed the door, what became of nodes, what people retired, which
 * rules and thresholds hold, what is silenced, in which app a node is, and which alerts are the
 * root of many.
 */
public sealed interface Inflow
    permits Admitted,
        NodeMove,
        ServiceEnd,
        RuleTold,
        SilenceTold,
        ThresholdTold,
        NodeAppTold,
        RootTold {}
