package io.vigie.contract.ticket;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What a step of a ticket was. */
public enum TicketMove {
  OPENED("opened"),
  /** Another alert came into it. */
  JOINED("joined"),
  /** Gathered: its recipients are told from now on. */
  RELEASED("released"),
  /** The first recipient's server took it. */
  SENT("sent"),
  /** What became of one more delivery: taken, refused, or not yet. */
  DELIVERED("delivered"),
  TAKEN("taken"),
  ASSIGNED("assigned"),
  COMMENTED("commented"),
  /** One of its alerts ended, or came back. */
  RESOLVED("resolved"),
  CLOSED("closed"),
  REOPENED("reopened"),
  /** Anything else. */
  CHANGED("changed");

  private static final TicketMove[] VALUES = values();

  private final String wire;

  TicketMove(String wire) {
    this.wire = wire;
  }

  /** Reads a wire word; an unknown one reads as changed. */
  @JsonCreator
  public static TicketMove parse(String text) {
    for (TicketMove value : VALUES) {
      if (value.wire.equals(text)) {
        return value;
      }
    }
    return CHANGED;
  }

  @JsonValue
  public String wire() {
    return wire;
  }
}
