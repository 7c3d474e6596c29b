package io.vigie.contract.alert;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** How much an alert matters, least first. */
public enum Severity {
  INFO("info"),
  WARNING("warning"),
  ERROR("error"),
  CRITICAL("critical");

  private static final Severity[] VALUES = values();

  private final String wire;

  Severity(String wire) {
    this.wire = wire;
  }

  /** Reads a wire word; an unknown one reads as warning: somebody should look. */
  @JsonCreator
  public static Severity parse(String text) {
    for (Severity value : VALUES) {
      if (value.wire.equals(text)) {
        return value;
      }
    }
    return WARNING;
  }

  @JsonValue
  public String wire() {
    return wire;
  }

  /** One higher; critical stays. */
  public Severity raised() {
    return VALUES[Math.min(ordinal() + 1, VALUES.length - 1)];
  }

  /** One less; info stays. */
  public Severity lowered() {
    return VALUES[Math.max(ordinal() - 1, 0)];
  }

  public Severity worse(Severity other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
