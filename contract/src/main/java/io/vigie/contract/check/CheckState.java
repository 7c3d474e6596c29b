package io.vigie.contract.check;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** How a value stands to its bounds. */
public enum CheckState {
  /** Within them, or it has none. */
  OK("ok"),
  LOW("low"),
  HIGH("high");

  private static final CheckState[] VALUES = values();

  private final String wire;

  CheckState(String wire) {
    this.wire = wire;
  }

  /** Reads a wire word; an unknown one reads as ok: it claims nothing. */
  @JsonCreator
  public static CheckState parse(String text) {
    for (CheckState value : VALUES) {
      if (value.wire.equals(text)) {
        return value;
      }
    }
    return OK;
  }

  @JsonValue
  public String wire() {
    return wire;
  }

  public boolean out() {
    return this != OK;
  }
}
