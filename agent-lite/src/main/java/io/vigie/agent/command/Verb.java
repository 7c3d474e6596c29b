package io.vigie.agent.command;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What can be asked. */
public enum Verb {
  STATUS,
  PRINT_CONFIG,
  ACK,
  MAINTENANCE,
  START,
  STOP,
  RESTART,
  STARTSTANDBY,
  PROVISION,
  UNPROVISION,
  RUN,
  ENABLE,
  DISABLE,
  FREEZE,
  THAW,
  CLEAR,
  ABORT;

  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** The action it asks for; empty when it only asks. */
  public Optional<io.vigie.agent.action.Verb> action() {
    return Stream.of(io.vigie.agent.action.Verb.values())
        .filter(each -> each.word().equals(word()))
        .findFirst();
  }

  public static Verb of(io.vigie.agent.action.Verb action) {
    return parse(action.word());
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
