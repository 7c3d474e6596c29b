package io.vigie.contract.wire;

/** Why a record was rejected: the codes of {@code vigie.rejected.v1}, counted one by one. */
public enum Reason {
  NULL_KEY("null-key"),
  NULL_VALUE("null-value"),
  TOO_LARGE("too-large"),
  NOT_JSON("not-json"),
  NOT_AN_EVENT("not-an-event"),
  UNKNOWN_TYPE("unknown-type"),
  WRONG_TOPIC("wrong-topic"),
  BAD_FIELD("bad-field"),
  BAD_HEADER("bad-header"),
  WRONG_KEY("wrong-key"),
  WRONG_PARTITION("wrong-partition"),
  EPOCH_AHEAD("epoch-ahead"),
  FORGED("forged");

  private final String wire;

  Reason(String wire) {
    this.wire = wire;
  }

  public String wire() {
    return wire;
  }
}
