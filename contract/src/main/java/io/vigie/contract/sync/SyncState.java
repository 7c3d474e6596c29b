package io.vigie.contract.sync;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** How a copy of data stands: how old the last good one is comes before how the last run ended. */
public enum SyncState {
  OK("ok"),
  /** The last run ended badly; the copy before it is young enough. */
  FAILED("failed"),
  /** Older than it may be. */
  LATE("late"),
  /** No good one is known. */
  NEVER("never");

  private static final SyncState[] VALUES = values();

  private final String wire;

  SyncState(String wire) {
    this.wire = wire;
  }

  /** Reads a wire word; an unknown one reads as late: what nobody knows is never well. */
  @JsonCreator
  public static SyncState parse(String text) {
    for (SyncState value : VALUES) {
      if (value.wire.equals(text)) {
        return value;
      }
    }
    return LATE;
  }

  @JsonValue
  public String wire() {
    return wire;
  }
}
