package io.vigie.contract.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Weight of a log line of a resource or an action. */
public enum LogLevel {
  INFO("info"),
  WARN("warn"),
  ERROR("error");

  private static final LogLevel[] VALUES = values();

  private final String wire;

  LogLevel(String wire) {
    this.wire = wire;
  }

  /** Reads a wire word; an unknown one reads as info. */
  @JsonCreator
  public static LogLevel parse(String text) {
    for (LogLevel level : VALUES) {
      if (level.wire.equals(text)) {
        return level;
      }
    }
    return INFO;
  }

  @JsonValue
  public String wire() {
    return wire;
  }

  public boolean atLeast(LogLevel other) {
    return compareTo(other) >= 0;
  }
}
