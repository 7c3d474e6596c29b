package io.vigie.contract.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Who asked for an action. */
public enum ActionOrigin {
  USER("user"),
  SCHEDULER("scheduler"),
  MONITOR("monitor"),
  REQUEST("request"),
  ENGINE("engine");

  private static final ActionOrigin[] VALUES = values();

  private final String wire;

  ActionOrigin(String wire) {
    this.wire = wire;
  }

  /** Reads a wire word; an unknown one reads as user. */
  @JsonCreator
  public static ActionOrigin parse(String text) {
    for (ActionOrigin origin : VALUES) {
      if (origin.wire.equals(text)) {
        return origin;
      }
    }
    return USER;
  }

  @JsonValue
  public String wire() {
    return wire;
  }
}
