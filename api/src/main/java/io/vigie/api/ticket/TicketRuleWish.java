package io.vigie.api.ticket;

import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vigie.api.act.Refusal;
import io.vigie.api.act.Word;
import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.alert.Severity;
import io.vigie.contract.event.TicketRule;

/** After how long somebody wants alerts to become tickets. */
@Introspected
@Schema(
    name = "TicketRuleWish",
    description =
        "The most particular rule counts: app before kind before severity before production; of"
            + " several such the one made last")
record TicketRuleWish(
    @Schema(example = "mail", description = "Left out: all") String app,
    @Schema(example = "service-unavailable", description = "Left out: all") String kind,
    @Schema(example = "critical", description = "Left out: all") String severity,
    @Schema(description = "true: production alone; false: the rest; left out: both")
        Boolean production,
    @Schema(
            example = "300",
            description = "Open and unacknowledged for so long, 0 to 2592000; left out: never")
        Long afterSeconds,
    @Schema(description = "A ticket closes by itself when all its alerts are over; left out: true")
        Boolean closes,
    @Schema(description = "n as it was read: refused when it is older than the last change")
        Long n) {
  TicketRule rule(String id, String by) {
    try {
      return new TicketRule(
          id,
          app == null ? "" : app.strip(),
          Word.of("kind", kind, AlertKind.values(), AlertKind::wire),
          Word.of("severity", severity, Severity.values(), Severity::wire),
          production,
          afterSeconds,
          closes == null || closes,
          by);
    } catch (IllegalArgumentException e) {
      throw Refusal.wrong(e.getMessage());
    }
  }
}
