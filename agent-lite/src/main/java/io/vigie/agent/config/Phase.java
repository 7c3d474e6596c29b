package io.vigie.agent.config;

import java.util.Locale;

/** What may be done to a resource; the keywords about it have its word in them. */
public enum Phase {
  START,
  STOP,
  PROVISION,
  UNPROVISION,
  RUN,
  SYNC;

  private final String word = name().toLowerCase(Locale.ROOT);

  /** Whether its time-out is the resource's own, unless it says otherwise. */
  boolean isShort() {
    return this != SYNC;
  }

  public String word() {
    return word;
  }
}
