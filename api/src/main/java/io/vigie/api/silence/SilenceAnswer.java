package io.vigie.api.silence;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vigie.api.list.Moment;
import io.vigie.contract.event.Silence;
import io.vigie.contract.event.SilenceKind;
import io.vigie.silence.SilencePlan;
import java.time.Instant;
import java.util.List;

/** A silence as it stands. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "Silence", description = "Alerts that nobody is told of for a while")
record SilenceAnswer(
    String id,
    @Schema(description = "silence or maintenance") SilenceKind kind,
    @Schema(description = "Filter over alerts; empty: all") String q,
    @Schema(description = "Of these apps alone; empty: of all") List<String> apps,
    @Schema(description = "null: not known, of a node that somebody works on") @Moment
        Instant begin,
    @Schema(description = "null: never") @Moment Instant end,
    @Schema(description = "RRULE of RFC 5545; empty: once") String recurrence,
    String zone,
    @Schema(description = "Of each occurrence; 0 without a recurrence") long durationSeconds,
    boolean countsAsDowntime,
    String comment,
    @Schema(description = "Who said so last") String by,
    boolean inForce,
    @Schema(description = "When it begins or ends next; null: never again") @Moment Instant changes,
    @Schema(
            description =
                "Open alerts that it silences, of those you see; null when asked for those in"
                    + " force alone")
        Long hits,
    @Schema(description = "Whether you may change and delete it") boolean editable,
    @Schema(description = "Number of the act that changed it last") long n) {
  static SilenceAnswer of(Silence silence, long n, Long hits, boolean editable, Instant now) {
    SilencePlan plan = SilencePlan.of(silence);
    long changes = plan.changesAfter(now.toEpochMilli());
    return new SilenceAnswer(
        silence.id(),
        silence.kind(),
        silence.q(),
        silence.apps(),
        silence.begin(),
        silence.end(),
        silence.recurrence(),
        silence.zone(),
        silence.durationSeconds(),
        silence.countsAsDowntime(),
        silence.comment(),
        silence.by(),
        plan.inForce(now.toEpochMilli()),
        changes == Long.MAX_VALUE ? null : Instant.ofEpochMilli(changes),
        hits,
        editable,
        n);
  }
}
