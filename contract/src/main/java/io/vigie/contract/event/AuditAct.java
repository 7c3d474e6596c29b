package io.vigie.contract.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What a person did at the console or its API. */
public enum AuditAct {
  SIGN_IN("sign-in"),
  SIGN_IN_REFUSED("sign-in-refused"),
  SIGN_OUT("sign-out"),
  CREATE("create"),
  CHANGE("change"),
  DELETE("delete"),
  IMPORT("import"),
  EXPORT("export"),
  RETIRE("retire"),
  ACKNOWLEDGE("acknowledge"),
  MAIL_TEST("mail-test"),
  CHANNEL_TEST("channel-test"),
  TOKEN_MAKE("token-make"),
  TOKEN_DELETE("token-delete"),
  /** Asked nodes for an action, or proposed it to a second person. */
  REQUEST("request"),
  /** Let a proposed request of somebody else go. */
  CONFIRM("confirm"),
  /** Of a newer version than ours: something was done, the record's own text says what. */
  UNKNOWN("unknown");

  private static final AuditAct[] VALUES = values();

  private final String wire;

  AuditAct(String wire) {
    this.wire = wire;
  }

  /** Reads a wire word; one of a newer version reads as {@link #UNKNOWN}. */
  @JsonCreator
  public static AuditAct parse(String text) {
    for (AuditAct act : VALUES) {
      if (act.wire.equals(text)) {
        return act;
      }
    }
    return UNKNOWN;
  }

  @JsonValue
  public String wire() {
    return wire;
  }
}
