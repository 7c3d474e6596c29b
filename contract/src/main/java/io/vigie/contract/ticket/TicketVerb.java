package io.vigie.contract.ticket;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What a person does to a ticket. */
public enum TicketVerb {
  TAKE("take"),
  ASSIGN("assign"),
  COMMENT("comment"),
  CLOSE("close"),
  REOPEN("reopen");

  private static final TicketVerb[] VALUES = values();

  private final String wire;

  TicketVerb(String wire) {
    this.wire = wire;
  }

  /** Reads a wire word; an unknown one reads as comment: nothing but words is added. */
  @JsonCreator
  public static TicketVerb parse(String text) {
    for (TicketVerb value : VALUES) {
      if (value.wire.equals(text)) {
        return value;
      }
    }
    return COMMENT;
  }

  @JsonValue
  public String wire() {
    return wire;
  }
}
