package io.vigie.api.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vigie.api.list.Columns;
import io.vigie.api.list.Moment;
import io.vigie.contract.availability.Availability;
import java.sql.SQLException;
import java.time.Instant;

/** A state a service was in. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(description = "A state a service was in")
record SpanRow(
    @Moment Instant from,
    @Schema(description = "null: it lasts") @Moment Instant to,
    Availability avail,
    Availability overall,
    boolean stale) {
  static SpanRow read(Columns columns) throws SQLException {
    return new SpanRow(
        columns.moment("since"),
        columns.moment("until"),
        Availability.parse(columns.text("avail")),
        Availability.parse(columns.text("overall")),
        columns.flag("stale"));
  }

  /** Up to a moment at most. */
  SpanRow until(Instant end) {
    return to.isAfter(end) ? new SpanRow(from, end, avail, overall, stale) : this;
  }

  /** The state that lasts. */
  static SpanRow open(ServiceRow now) {
    return new SpanRow(now.since(), null, now.avail(), now.overall(), now.stale());
  }
}
