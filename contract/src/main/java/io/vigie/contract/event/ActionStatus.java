package io.vigie.contract.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** How an action or a sync ended. */
public enum ActionStatus {
  OK("ok"),
  WARN("warn"),
  ERR("err"),
  /** Nothing to do from here: the 2010 screen's off row. */
  OFF("off");

  private static final ActionStatus[] VALUES = values();

  private final String wire;

  ActionStatus(String wire) {
    this.wire = wire;
  }

  /** Reads a wire word; an unknown one reads as warn: it ended, and somebody should look. */
  @JsonCreator
  public static ActionStatus parse(String text) {
    for (ActionStatus status : VALUES) {
      if (status.wire.equals(text)) {
        return status;
      }
    }
    return WARN;
  }

  @JsonValue
  public String wire() {
    return wire;
  }
}
