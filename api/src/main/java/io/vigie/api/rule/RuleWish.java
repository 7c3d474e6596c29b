package io.vigie.api.rule;

import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vigie.api.act.Refusal;
import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.alert.Severity;
import io.vigie.contract.event.AlertRule;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What somebody wants to say of a kind of alert. */
@Introspected
@Schema(name = "AlertRuleWish", description = "What is left out is as by default")
record RuleWish(
    @Schema(description = "Raise none, and resolve those that are open") boolean disabled,
    @Schema(description = "What raises it must last this long") Long holdSeconds,
    @Schema(description = "After which its severity is one higher; 0 for never")
        Long escalateSeconds,
    @Schema(description = "info, warning, error or critical") String production,
    @Schema(description = "info, warning, error or critical") String other,
    @Schema(description = "n as it was read: refused when it is older than the last change")
        Long n) {
  AlertRule rule(AlertKind kind) {
    try {
      return new AlertRule(
          kind,
          disabled,
          holdSeconds,
          escalateSeconds,
          severity("production", production),
          severity("other", other));
    } catch (IllegalArgumentException e) {
      throw Refusal.wrong(e.getMessage());
    }
  }

  private static Severity severity(String field, String word) {
    if (word == null) {
      return null;
    }
    Severity severity = Severity.parse(word);
    if (!severity.wire().equals(word)) {
      String words =
          Arrays.stream(Severity.values()).map(Severity::wire).collect(Collectors.joining(", "));
      throw new IllegalArgumentException(
          field + " is one of " + words + "; got \"" + shown(word) + '"');
    }
    return severity;
  }

  private static String shown(String word) {
    return word.length() <= 80 ? word : word.substring(0, 80) + "…";
  }
}
