package io.vigie.contract.ticket;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Why people are told of an alert. */
public enum Cause {
  RAISED("raised"),
  /** Its severity rose. */
  ESCALATED("escalated"),
  /** Nobody took it for as long as the chain of its app says: the next ones are told. */
  UNANSWERED("unanswered"),
  TICKETED("ticketed"),
  RESOLVED("resolved"),
  /** A person tries whether mail arrives. */
  TEST("test");

  private static final Cause[] VALUES = values();

  private final String wire;

  Cause(String wire) {
    this.wire = wire;
  }

  /** Reads a wire word; an unknown one reads as raised. */
  @JsonCreator
  public static Cause parse(String text) {
    for (Cause value : VALUES) {
      if (value.wire.equals(text)) {
        return value;
      }
    }
    return RAISED;
  }

  @JsonValue
  public String wire() {
    return wire;
  }
}
