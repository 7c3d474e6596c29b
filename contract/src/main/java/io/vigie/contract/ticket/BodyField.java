package io.vigie.contract.ticket;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** What may stand in a text that is sent, as {@code {{name}}}. */
public enum BodyField {
  /** All of it in words; of several things a line each. */
  TEXT("text"),
  /** How many things it tells. */
  COUNT("count"),
  /** Of the worst of them. */
  SEVERITY("severity"),
  /** To the console. */
  LINK("link"),
  /** Name of the channel. */
  CHANNEL("channel"),
  /** Id of this call: the same when it is tried again. */
  DELIVERY("delivery"),
  NOTIFICATION("notification"),
  CAUSE("cause"),
  AT("at"),
  APP("app"),
  ALERT("alert"),
  KIND("kind"),
  ANCHOR("anchor"),
  DETAIL("detail"),
  EPISODE("episode"),
  STATE("state"),
  SINCE("since"),
  RAISED("raised"),
  RESOLVED("resolved"),
  REASON("reason"),
  ENV("env"),
  PRODUCTION("production"),
  SERVICE("service"),
  NODE("node"),
  FACTS("facts"),
  TICKET("ticket");

  /** What can be said of several things at once. */
  private static final Set<BodyField> OF_MANY = EnumSet.range(TEXT, DELIVERY);

  private final String wire;

  BodyField(String wire) {
    this.wire = wire;
  }

  /** Those that a channel of that kind has, in the order of this list. */
  public static Set<BodyField> of(Channel kind) {
    return kind == Channel.CHAT ? OF_MANY : EnumSet.allOf(BodyField.class);
  }

  /** Null when there is none of that name. */
  static BodyField parse(String word) {
    return Arrays.stream(values())
        .filter(field -> field.wire.equals(word))
        .findFirst()
        .orElse(null);
  }

  public String wire() {
    return wire;
  }
}
