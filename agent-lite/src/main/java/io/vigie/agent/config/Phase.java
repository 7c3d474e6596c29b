package io.vigie.agent.config;

import java.util.Locale;

/** What may be done to a resource; the keywords about it have its word in them. */
public enum Phase {
  START,
  STOP,
  PROVISION,
  UNPROVISION,
  RUN;

  private final String word = name().toLowerCase(Locale.ROOT);

  public String word() {
    return word;
  }
}
