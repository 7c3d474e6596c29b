package io.vigie.streams.alert.node;

import io.vigie.check.Thresholds.Chosen;
import io.vigie.contract.check.CheckState;
import io.vigie.contract.event.CheckValues;

/**
 * What a node measured of one check, with the bounds that hold.
 *
 * @param readMillis append time of the run that had it
 */
public record Measure(CheckValues.Value value, long readMillis, Chosen chosen) {
  public CheckState state() {
    return chosen.bounds().of(value.value());
  }
}
