package io.vigie.contract.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.alert.Severity;

/**
 * After how long an open alert that nobody acknowledged becomes a ticket (semantics.md §5.2). The
 * most particular rule counts: app before kind before severity before environment; of several such
 * the one made last.
 *
 * @param app empty for all
 * @param kind null for all
 * @param severity null for all
 * @param production null for both
 * @param afterSeconds null for never
 * @param closes whether a ticket closes by itself when all its alerts have ended
 * @param by who said so last
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record TicketRule(
    String id,
    String app,
    AlertKind kind,
    Severity severity,
    @JsonInclude(JsonInclude.Include.NON_NULL) Boolean production,
    @JsonInclude(JsonInclude.Include.NON_NULL) Long afterSeconds,
    boolean closes,
    String by)
    implements Event {
  /** What the keys of ticket rules begin with. */
  public static final String KEYS = "ticket-rule/";

  private static final int LONGEST = 30 * Require.DAY;

  public TicketRule {
    Require.id("id", id);
    app = app == null || app.isEmpty() ? "" : Require.label("app", app);
    if (afterSeconds != null && (afterSeconds < 0 || afterSeconds > LONGEST)) {
      throw new IllegalArgumentException(
          "afterSeconds must be 0 to " + LONGEST + " (30 days); got " + afterSeconds);
    }
    by = Require.label("by", by);
  }

  /** How particular it is: the greater comes first. */
  public int rank() {
    return (app.isEmpty() ? 0 : 8)
        + (kind == null ? 0 : 4)
        + (severity == null ? 0 : 2)
        + (production == null ? 0 : 1);
  }

  @Override
  public EventType type() {
    return EventType.TICKET_RULE;
  }

  @Override
  public String key() {
    return KEYS + id;
  }

  @Override
  public String anchor() {
    return key();
  }
}
