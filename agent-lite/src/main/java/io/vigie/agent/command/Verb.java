package io.vigie.agent.command;

import java.util.Locale;
import java.util.Optional;

/** What can be asked. */
public enum Verb {
  STATUS(null),
  PRINT_CONFIG(null),
  PRINT_SCHEDULE(null),
  ACK(null),
  MAINTENANCE(null),
  START(io.vigie.agent.action.Verb.START),
  STOP(io.vigie.agent.action.Verb.STOP),
  RESTART(io.vigie.agent.action.Verb.RESTART),
  STARTSTANDBY(io.vigie.agent.action.Verb.STARTSTANDBY),
  PROVISION(io.vigie.agent.action.Verb.PROVISION),
  UNPROVISION(io.vigie.agent.action.Verb.UNPROVISION),
  RUN(io.vigie.agent.action.Verb.RUN),
  SYNCNODES(io.vigie.agent.action.Verb.SYNCNODES),
  SYNCDRP(io.vigie.agent.action.Verb.SYNCDRP),
  SYNCALL(io.vigie.agent.action.Verb.SYNCALL),
  SYNCUPDATE(io.vigie.agent.action.Verb.SYNCUPDATE),
  ENABLE(io.vigie.agent.action.Verb.ENABLE),
  DISABLE(io.vigie.agent.action.Verb.DISABLE),
  FREEZE(io.vigie.agent.action.Verb.FREEZE),
  THAW(io.vigie.agent.action.Verb.THAW),
  CLEAR(io.vigie.agent.action.Verb.CLEAR),
  ABORT(io.vigie.agent.action.Verb.ABORT);

  private final io.vigie.agent.action.Verb action;

  Verb(io.vigie.agent.action.Verb action) {
    this.action = action;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** The action it asks for; empty when it only asks. */
  public Optional<io.vigie.agent.action.Verb> action() {
    return Optional.ofNullable(action);
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
