package io.vigie.contract.ticket;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Where a ticket stands. */
public enum TicketState {
  /** Young: alerts of the same app still join before anybody is told. */
  GATHERING("gathering"),
  /** Its recipients are being told; nobody is known to have heard of it. */
  OPEN("open"),
  /** At least one recipient's server took it. */
  SENT("sent"),
  /** A person has it. */
  TAKEN("taken"),
  CLOSED("closed");

  private static final TicketState[] VALUES = values();

  private final String wire;

  TicketState(String wire) {
    this.wire = wire;
  }

  /** Reads a wire word; an unknown one reads as open: somebody should look. */
  @JsonCreator
  public static TicketState parse(String text) {
    for (TicketState value : VALUES) {
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
