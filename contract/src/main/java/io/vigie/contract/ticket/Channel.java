package io.vigie.contract.ticket;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** By what people are told. */
public enum Channel {
  MAIL("mail"),
  WEBHOOK("webhook"),
  CHAT("chat"),
  TRACKER("tracker");

  private static final Channel[] VALUES = values();

  private final String wire;

  Channel(String wire) {
    this.wire = wire;
  }

  /** Reads a wire word; an unknown one reads as webhook. */
  @JsonCreator
  public static Channel parse(String text) {
    for (Channel value : VALUES) {
      if (value.wire.equals(text)) {
        return value;
      }
    }
    return WEBHOOK;
  }

  @JsonValue
  public String wire() {
    return wire;
  }
}
