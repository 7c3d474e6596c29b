package io.vigie.api.action;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vigie.api.list.Columns;
import io.vigie.api.list.Moment;
import io.vigie.contract.event.LogLevel;
import java.sql.SQLException;
import java.time.Instant;

/** One line of an action's log. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(description = "One line of an action's log")
record LineRow(
    @Schema(description = "Place in the log, from 0") int number,
    @Schema(description = "Resource it speaks of; empty for the service as a whole") String rid,
    LogLevel level,
    String text,
    long pid,
    @Moment Instant begin,
    @Schema(description = "null for a line that only tells") @Moment Instant end,
    @Schema(description = "How the step ended; null for a line that only tells") String status) {
  static final String COLUMNS = "number,rid,level,text,pid,begin_at,end_at,status";

  static LineRow read(Columns columns) throws SQLException {
    return new LineRow(
        (int) columns.number("number"),
        columns.text("rid"),
        LogLevel.parse(columns.text("level")),
        columns.text("text"),
        columns.number("pid"),
        columns.moment("begin_at"),
        columns.moment("end_at"),
        columns.textOrNull("status"));
  }
}
