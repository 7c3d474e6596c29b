package io.vigie.contract.wire;

/** A record read: what it says, or why it was refused. */
public sealed interface Decoded {
  record Read(Envelope<?> envelope) implements Decoded {}

  /**
   * @param detail the value and the rule it breaks, for a person
   */
  record Refused(Reason reason, String detail) implements Decoded {}
}
