package io.vigie.contract.wire;

import java.util.Map;

/** A record read: what it says, or why it was refused. */
public sealed interface Decoded {
  /**
   * @param attributes what the envelope says of its order, by name: {@link Stamp#EPOCH}, {@link
   *     Stamp#SEQ}, {@link Stamp#SENT}, {@link Stamp#INSTALL}; counts only where no header does
   */
  record Read(Envelope<?> envelope, Map<String, String> attributes) implements Decoded {}

  /**
   * @param detail the value and the rule it breaks, for a person
   */
  record Refused(Reason reason, String detail) implements Decoded {}
}
