package io.vigie.contract.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Why people mute alerts. */
public enum SilenceKind {
  /** Somebody knows, or does not want to be told. */
  SILENCE("silence"),
  /** Work is done there. */
  MAINTENANCE("maintenance");

  private final String wire;

  SilenceKind(String wire) {
    this.wire = wire;
  }

  /** Reads a wire word; an unknown one reads as silence. */
  @JsonCreator
  public static SilenceKind parse(String text) {
    return MAINTENANCE.wire.equals(text) ? MAINTENANCE : SILENCE;
  }

  @JsonValue
  public String wire() {
    return wire;
  }
}
