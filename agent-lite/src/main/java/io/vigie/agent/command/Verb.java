package io.vigie.agent.command;

import java.util.Locale;

/** What can be asked. */
public enum Verb {
  STATUS,
  START,
  STOP,
  RESTART,
  FREEZE,
  THAW,
  PRINT_CONFIG,
  ACK,
  MAINTENANCE;

  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /**
   * @throws IllegalArgumentException for a word that is none
   */
  static Verb parse(String word) {
    for (Verb verb : values()) {
      if (verb.word().equals(word)) {
        return verb;
      }
    }
    throw new IllegalArgumentException("\"" + word + "\" is not a command of this agent");
  }
}
