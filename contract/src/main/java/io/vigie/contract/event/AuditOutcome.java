package io.vigie.contract.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What came of a person's act. */
public enum AuditOutcome {
  OK("ok"),
  REFUSED("refused"),
  /** Of a newer version than ours. */
  UNKNOWN("unknown");

  private static final AuditOutcome[] VALUES = values();

  private final String wire;

  AuditOutcome(String wire) {
    this.wire = wire;
  }

  /** Reads a wire word; one of a newer version reads as {@link #UNKNOWN}. */
  @JsonCreator
  public static AuditOutcome parse(String text) {
    for (AuditOutcome outcome : VALUES) {
      if (outcome.wire.equals(text)) {
        return outcome;
      }
    }
    return UNKNOWN;
  }

  @JsonValue
  public String wire() {
    return wire;
  }
}
