package io.vigie.contract.availability;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Whether a service runs on one node at a time or on several. */
public enum Topology {
  FAILOVER("failover"),
  FLEX("flex");

  private final String wire;

  Topology(String wire) {
    this.wire = wire;
  }

  /** Reads a wire word; anything unknown reads as failover, the stricter one. */
  @JsonCreator
  public static Topology parse(String text) {
    return "flex".equals(text) ? FLEX : FAILOVER;
  }

  @JsonValue
  public String wire() {
    return wire;
  }
}
