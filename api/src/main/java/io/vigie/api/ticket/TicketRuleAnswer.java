package io.vigie.api.ticket;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.alert.Severity;
import io.vigie.contract.event.TicketRule;
import java.util.List;

/** A ticket rule as it stands. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "TicketRule", description = "After how long an alert nobody takes becomes a ticket")
record TicketRuleAnswer(
    String id,
    @Schema(description = "Empty: all") String app,
    @Schema(description = "null: all") AlertKind kind,
    @Schema(description = "null: all") Severity severity,
    @Schema(description = "null: production and the rest") Boolean production,
    @Schema(description = "null: never") Long afterSeconds,
    @Schema(description = "A ticket closes by itself when all its alerts are over") boolean closes,
    @Schema(description = "Who said so last; empty: by default") String by,
    @Schema(description = "Whether you may change and delete it") boolean editable,
    @Schema(description = "Number of the act that changed it last; 0 of a default") long n) {
  static TicketRuleAnswer of(TicketRule rule, boolean editable, long n) {
    return new TicketRuleAnswer(
        rule.id(),
        rule.app(),
        rule.kind(),
        rule.severity(),
        rule.production(),
        rule.afterSeconds(),
        rule.closes(),
        n == 0 ? "" : rule.by(),
        editable,
        n);
  }

  @JsonInclude(JsonInclude.Include.ALWAYS)
  @Schema(name = "TicketRules", description = "All one sees, the one that counts first")
  record All(
      @Schema(description = "What people say") List<TicketRuleAnswer> rules,
      @Schema(description = "What holds where people say nothing")
          List<TicketRuleAnswer> defaults) {}
}
