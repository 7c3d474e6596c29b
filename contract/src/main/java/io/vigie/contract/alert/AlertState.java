package io.vigie.contract.alert;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Whether what raised an alert still holds. */
public enum AlertState {
  OPEN("open"),
  RESOLVED("resolved");

  private static final AlertState[] VALUES = values();

  private final String wire;

  AlertState(String wire) {
    this.wire = wire;
  }

  /** Reads a wire word; an unknown one reads as open: it claims no end. */
  @JsonCreator
  public static AlertState parse(String text) {
    for (AlertState value : VALUES) {
      if (value.wire.equals(text)) {
        return value;
      }
    }
    return OPEN;
  }

  @JsonValue
  public String wire() {
    return wire;
  }
}
