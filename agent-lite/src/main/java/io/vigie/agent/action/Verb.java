package io.vigie.agent.action;

import java.util.Locale;

/** What can be asked of a service on this node. */
public enum Verb {
  START,
  STOP,
  RESTART,
  FREEZE,
  THAW;

  /**
   * @throws IllegalArgumentException listing the verbs that exist
   */
  public static Verb parse(String text) {
    for (Verb verb : values()) {
      if (verb.word().equals(text)) {
        return verb;
      }
    }
    throw new IllegalArgumentException(
        "action must be one of start, stop, restart, freeze, thaw; got \"" + text + '"');
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
