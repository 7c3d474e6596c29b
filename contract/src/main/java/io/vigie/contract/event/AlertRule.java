package io.vigie.contract.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.alert.Rule;
import io.vigie.contract.alert.Severity;

/**
 * What people say of a kind of alert. What they leave out is as by default.
 *
 * @param disabled raises none
 * @param holdSeconds null for the default
 * @param escalateSeconds null for the default, 0 for never
 * @param production severity in production; null for the default
 * @param other severity elsewhere; null for the default
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record AlertRule(
    AlertKind kind,
    boolean disabled,
    @JsonInclude(JsonInclude.Include.NON_NULL) Long holdSeconds,
    @JsonInclude(JsonInclude.Include.NON_NULL) Long escalateSeconds,
    Severity production,
    Severity other)
    implements Event {
  private static final int LONGEST = 30 * Require.DAY;

  public AlertRule {
    Require.present("kind", kind);
    period("holdSeconds", holdSeconds);
    period("escalateSeconds", escalateSeconds);
  }

  private static void period(String field, Long seconds) {
    if (seconds != null && (seconds < 0 || seconds > LONGEST)) {
      throw new IllegalArgumentException(
          field + " must be 0 to " + LONGEST + " (30 days); got " + seconds);
    }
  }

  /** The default with what is said here. */
  public Rule rule() {
    Rule base = kind.rule();
    return new Rule(
        !disabled,
        holdSeconds == null ? base.holdSeconds() : holdSeconds,
        escalateSeconds == null ? base.escalateSeconds() : escalateSeconds,
        production == null ? base.production() : production,
        other == null ? base.other() : other);
  }

  @Override
  public EventType type() {
    return EventType.ALERT_RULE;
  }

  @Override
  public String key() {
    return key(kind);
  }

  public static String key(AlertKind kind) {
    return "alert-rule/" + kind.wire();
  }

  @Override
  public String anchor() {
    return key();
  }
}
