package io.vigie.api.custom;

import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vigie.api.act.Refusal;
import io.vigie.contract.alert.Severity;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.regex.Pattern;

/** What somebody, or a program of theirs, says is wrong. */
@Introspected
@Schema(name = "CustomAlertWish")
record CustomWish(
    @Schema(example = "prod/web", description = "Service it is about; this or node") String service,
    @Schema(example = "prod/n1", description = "Node it is about; this or service") String node,
    @Schema(
            example = "queue-full",
            description = "Tells it from others of the same thing; said again it changes that one")
        String name,
    @Schema(description = "info, warning, error or critical; left out: warning") String severity,
    @Schema(description = "What is wrong; 1 to 1000 characters") String summary,
    @Schema(format = "date-time", description = "When it ends by itself; this or minutes or none")
        String until,
    @Schema(description = "In how many minutes it ends by itself; 1 to 44640 (31 days)")
        Integer minutes) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  private static final int LONGEST_SUMMARY = 1_000;
  private static final int MOST_MINUTES = 44_640;
  private static final Duration FAR = Duration.ofDays(366);

  /** Name of the service or the node: one of them is given. */
  String thing() {
    boolean ofService = service != null && !service.isBlank();
    boolean ofNode = node != null && !node.isBlank();
    if (ofService == ofNode) {
      throw Refusal.wrong(
          "an alert is about a service or a node: give one of them, as cluster/name; got "
              + (ofService ? "both" : "none"));
    }
    return ofService ? service : node;
  }

  boolean ofNode() {
    return node != null && !node.isBlank();
  }

  String checkedName() {
    if (name == null || !NAME.matcher(name).matches()) {
      throw Refusal.wrong(
          "name must be 1 to 100 of A-Z a-z 0-9 . _ -, beginning with a letter or digit; got "
              + shown(name));
    }
    return name;
  }

  Severity checkedSeverity() {
    if (severity == null) {
      return Severity.WARNING;
    }
    return Arrays.stream(Severity.values())
        .filter(each -> each.wire().equals(severity))
        .findFirst()
        .orElseThrow(
            () ->
                Refusal.wrong(
                    "severity is info, warning, error or critical; got " + shown(severity)));
  }

  String checkedSummary() {
    String said = summary == null ? "" : summary.strip();
    if (said.isEmpty() || said.length() > LONGEST_SUMMARY) {
      throw Refusal.wrong(
          "summary says what is wrong, in 1 to %d characters; got %d"
              .formatted(LONGEST_SUMMARY, said.length()));
    }
    return said;
  }

  /** Null for when it is withdrawn. */
  Instant end(Instant now) {
    if (until != null && minutes != null) {
      throw Refusal.wrong("until and minutes both say when it ends: give one of them");
    }
    if (minutes != null) {
      if (minutes < 1 || minutes > MOST_MINUTES) {
        throw Refusal.wrong("minutes must be 1 to " + MOST_MINUTES + " (31 days); got " + minutes);
      }
      return now.plus(Duration.ofMinutes(minutes));
    }
    return until == null ? null : later(now);
  }

  private Instant later(Instant now) {
    Instant end;
    try {
      end = Instant.parse(until);
    } catch (DateTimeParseException e) {
      throw Refusal.wrong("until is a moment such as 2026-12-01T08:00:00Z; got " + shown(until));
    }
    if (!end.isAfter(now) || end.isAfter(now.plus(FAR))) {
      throw Refusal.wrong(
          "until must be later than now, " + now + ", and within a year; got " + end);
    }
    return end;
  }

  private static String shown(String text) {
    return text == null
        ? "none"
        : '"' + (text.length() <= 80 ? text : text.substring(0, 80) + "…") + '"';
  }
}
