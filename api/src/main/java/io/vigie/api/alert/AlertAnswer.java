package io.vigie.api.alert;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vigie.api.people.Who;
import io.vigie.api.rule.RuleAnswer;
import java.util.List;

/** All that the page of one alert shows, of one moment. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "Alert", description = "All that the page of one alert shows, of one moment")
record AlertAnswer(
    AlertRow alert,
    @Schema(description = "The records that decided its last transition, newest last")
        List<ChangeRow.EvidenceRow> evidence,
    @Schema(description = "The rule of its kind as it holds now") RuleAnswer rule,
    @Schema(description = "The alert that holds it; null for none, or none you may see")
        AlertRow root,
    @Schema(description = "Open alerts that it holds") Held held,
    Told told,
    @Schema(description = "Its transitions in all episodes, newest first; 200 at most")
        List<ChangeRow> changes,
    @Schema(description = "before of the transitions that follow; null when these are all")
        String next,
    @Schema(description = "Whether you may acknowledge it") boolean yours) {

  /** Alerts that stand under another one. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  @Schema(name = "AlertsHeld", description = "Open alerts that it holds, of those you may see")
  record Held(
      @Schema(description = "Counted to 100,000") int total,
      @Schema(description = "The worst of them; 20 at most") List<AlertRow> rows) {}

  /** Whom it concerns. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  @Schema(name = "AlertTold", description = "Who is told of it")
  record Told(
      @Schema(description = "Who answers for its service, its node and their apps") Who who,
      @Schema(description = "true: nobody does, so that it goes to who answers for the app none")
          boolean managers) {}
}
