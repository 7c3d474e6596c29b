package io.vigie.api.rule;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.alert.AlertScope;
import io.vigie.contract.alert.Rule;
import io.vigie.contract.alert.Severity;
import io.vigie.contract.event.AlertRule;
import java.util.Locale;

/** When a kind of alert is raised: by default, by what people say, and so in the end. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "AlertRule", description = "When a kind of alert is raised, and how severe it is")
public record RuleAnswer(
    @Schema(example = "service-degraded") String kind,
    @Schema(description = "What it is about: service, node, app, site, collector or any")
        String scope,
    @Schema(description = "What holds until people say otherwise") Values byDefault,
    @Schema(description = "What people say; null where they say nothing") Said said,
    @Schema(description = "What holds") Values now,
    @Schema(description = "Number of the act that changed it last; 0 for none") long n) {

  @JsonInclude(JsonInclude.Include.ALWAYS)
  @Schema(name = "AlertRuleValues")
  record Values(
      boolean enabled,
      @Schema(description = "What raises it must last this long") long holdSeconds,
      @Schema(description = "After which its severity is one higher; 0 for never")
          long escalateSeconds,
      @Schema(description = "Severity in production") Severity production,
      @Schema(description = "Severity elsewhere") Severity other) {
    static Values of(Rule rule) {
      return new Values(
          rule.enabled(),
          rule.holdSeconds(),
          rule.escalateSeconds(),
          rule.production(),
          rule.other());
    }
  }

  @JsonInclude(JsonInclude.Include.ALWAYS)
  @Schema(name = "AlertRuleSaid")
  record Said(
      boolean disabled,
      Long holdSeconds,
      Long escalateSeconds,
      Severity production,
      Severity other) {
    static Said of(AlertRule rule) {
      return new Said(
          rule.disabled(),
          rule.holdSeconds(),
          rule.escalateSeconds(),
          rule.production(),
          rule.other());
    }
  }

  /**
   * @param said null when people say nothing
   */
  static RuleAnswer of(AlertKind kind, AlertRule said, long n) {
    return new RuleAnswer(
        kind.wire(),
        scope(kind.scope()),
        Values.of(kind.rule()),
        said == null ? null : Said.of(said),
        Values.of(said == null ? kind.rule() : said.rule()),
        n);
  }

  private static String scope(AlertScope scope) {
    return scope.name().toLowerCase(Locale.ROOT);
  }
}
