package io.vigie.contract.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What the collector knows of a node's agent. */
public enum NodeState {
  /** Named by an inventory or a configuration, no heartbeat heard yet. */
  KNOWN("known"),
  ALIVE("alive"),
  /** Stopped cleanly; its grace runs. */
  LEAVING("leaving"),
  /** 30 counted pulses without a heartbeat. */
  SILENT("silent"),
  RETIRED("retired");

  private static final NodeState[] VALUES = values();

  private final String wire;

  NodeState(String wire) {
    this.wire = wire;
  }

  /** Reads a wire word; an unknown one reads as known: it claims nothing. */
  @JsonCreator
  public static NodeState parse(String text) {
    for (NodeState state : VALUES) {
      if (state.wire.equals(text)) {
        return state;
      }
    }
    return KNOWN;
  }

  @JsonValue
  public String wire() {
    return wire;
  }
}
