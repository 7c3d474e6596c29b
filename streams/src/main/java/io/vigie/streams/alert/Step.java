package io.vigie.streams.alert;

import io.vigie.contract.alert.Severity;

/** From this many seconds on, an alert is this severe. */
public record Step(long afterSeconds, Severity severity) {}
