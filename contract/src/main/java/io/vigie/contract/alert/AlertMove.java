package io.vigie.contract.alert;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What a transition of an alert was. */
public enum AlertMove {
  RAISED("raised"),
  /** Its severity rose. */
  ESCALATED("escalated"),
  ACKNOWLEDGED("acknowledged"),
  /** Its acknowledgement was taken back or expired. */
  UNACKNOWLEDGED("unacknowledged"),
  /** People were told of it by a ticket. */
  TICKETED("ticketed"),
  /** Another alert is its root from now on. */
  HELD("held"),
  /** No other alert is its root any more. */
  RELEASED("released"),
  /** Raised for the fifth time in an hour: quiet until it is steady. */
  FLAPPING("flapping"),
  /** It did not move for 15 minutes: no longer flapping. */
  STEADY("steady"),
  /** A silence hits it from now on. */
  SILENCED("silenced"),
  /** No silence hits it any more. */
  UNSILENCED("unsilenced"),
  RESOLVED("resolved"),
  /** Anything else: other rules, another environment, another app. */
  CHANGED("changed");

  private static final AlertMove[] VALUES = values();

  private final String wire;

  AlertMove(String wire) {
    this.wire = wire;
  }

  /** Reads a wire word; an unknown one reads as changed. */
  @JsonCreator
  public static AlertMove parse(String text) {
    for (AlertMove value : VALUES) {
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
