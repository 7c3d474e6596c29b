package io.vigie.contract.availability;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Whether a resource, an instance or a service serves. */
public enum Availability {
  UP("up"),
  DOWN("down"),
  WARN("warn"),
  NA("n/a"),
  UNDEF("undef"),
  STDBY_UP("stdby up"),
  STDBY_DOWN("stdby down");

  private static final Availability[] VALUES = values();

  private final String wire;

  Availability(String wire) {
    this.wire = wire;
  }

  /** Reads a wire word; a word of a newer version reads as undef. */
  @JsonCreator
  public static Availability parse(String text) {
    for (Availability availability : VALUES) {
      if (availability.wire.equals(text)) {
        return availability;
      }
    }
    return UNDEF;
  }

  @JsonValue
  public String wire() {
    return wire;
  }

  @Override
  public String toString() {
    return wire;
  }

  /** The same status seen on a node where the resource is a standby one. */
  public Availability standby() {
    return switch (this) {
      case UP -> STDBY_UP;
      case DOWN -> STDBY_DOWN;
      case WARN, NA, UNDEF, STDBY_UP, STDBY_DOWN -> this;
    };
  }
}
