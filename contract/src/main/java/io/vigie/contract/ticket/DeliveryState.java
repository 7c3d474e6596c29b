package io.vigie.contract.ticket;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What became of a delivery. */
public enum DeliveryState {
  /** Its content is fixed and it is being handed over: after a crash it is sent again as it was. */
  SENDING("sending"),
  /** The other side took it. */
  ACCEPTED("accepted"),
  /** The other side refused it for good. */
  REFUSED("refused"),
  /** It did not go through, and is tried again. */
  FAILED("failed");

  private static final DeliveryState[] VALUES = values();

  private final String wire;

  DeliveryState(String wire) {
    this.wire = wire;
  }

  /** Reads a wire word; an unknown one reads as failed. */
  @JsonCreator
  public static DeliveryState parse(String text) {
    for (DeliveryState value : VALUES) {
      if (value.wire.equals(text)) {
        return value;
      }
    }
    return FAILED;
  }

  @JsonValue
  public String wire() {
    return wire;
  }
}
