package io.vigie.api.silence;

import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vigie.api.act.Refusal;
import io.vigie.contract.event.Silence;
import io.vigie.contract.event.SilenceKind;
import io.vigie.silence.SilencePlan;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;

/** What somebody wants to mute. */
@Introspected
@Schema(name = "SilenceWish", description = "Which alerts nobody is told of, when, and why")
record SilenceWish(
    @Schema(description = "silence or maintenance; left out: silence") String kind,
    @Schema(
            example = "cluster=prod service=~^web",
            description = "Filter over alerts, as their list takes it; left out: all")
        String q,
    @Schema(
            description =
                "Only alerts that concern these and no other app; left out: of all for"
                    + " administrators, of those one answers for otherwise")
        List<String> apps,
    @Schema(format = "date-time", description = "Left out: now; recurring: from when on")
        String begin,
    @Schema(format = "date-time", description = "Left out: never, which only a recurring one may")
        String end,
    @Schema(
            example = "FREQ=WEEKLY;BYDAY=SU",
            description = "When it begins again, an RRULE of RFC 5545; left out: never")
        String recurrence,
    @Schema(example = "Europe/Paris", description = "In which it recurs; left out: UTC")
        String zone,
    @Schema(description = "Of each occurrence, 60 or more; without a recurrence left out")
        long durationSeconds,
    @Schema(description = "What it hits counts in availability all the same")
        boolean countsAsDowntime,
    @Schema(description = "Why; required") String comment,
    @Schema(description = "n as it was read: refused when it is older than the last change")
        Long n) {
  /** The silence that is wished, as the streams will take it. */
  Silence silence(String id, List<String> ofApps, String by, Instant now) {
    try {
      Silence silence =
          new Silence(
              id,
              word(),
              q,
              ofApps,
              begin == null || begin.isBlank() ? now : moment("begin", begin),
              end == null || end.isBlank() ? null : moment("end", end),
              recurrence,
              zone,
              durationSeconds,
              countsAsDowntime,
              comment,
              by);
      SilencePlan.of(silence);
      return silence;
    } catch (IllegalArgumentException e) {
      throw Refusal.wrong(e.getMessage());
    }
  }

  private SilenceKind word() {
    SilenceKind known = SilenceKind.parse(kind);
    if (kind != null && !known.wire().equals(kind)) {
      throw new IllegalArgumentException(
          "kind is one of silence, maintenance; got \"" + shown(kind) + '"');
    }
    return known;
  }

  private static Instant moment(String field, String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          field + " is a moment such as 2026-12-01T08:00:00Z; got \"" + shown(text) + '"', e);
    }
  }

  private static String shown(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "…";
  }
}
