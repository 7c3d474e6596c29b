package io.vigie.api.sync;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vigie.api.list.Columns;
import io.vigie.api.list.Moment;
import io.vigie.contract.event.ActionStatus;
import java.sql.SQLException;
import java.time.Instant;

/** One run of a copy. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "SyncRun", description = "One run of a copy, as a node said it")
record RunRow(
    String id,
    @Schema(description = "That says it") String node,
    @Schema(description = "Id of the action it was part of; empty: not known") String action,
    @Moment Instant begin,
    @Moment Instant end,
    @Schema(description = "off: that node had nothing to send") ActionStatus status,
    String reason,
    long files,
    long bytes,
    long bytesPerSecond,
    String snapshot,
    @Schema(description = "Of continuous replication; null for runs") Long lagSeconds) {
  static final String COLUMNS =
      "r.id,r.node,r.action,r.begin_at,r.end_at,r.status,r.reason,r.files,r.bytes,r.speed,r.snapshot,"
          + "r.lag_seconds";

  static RunRow read(Columns columns) throws SQLException {
    return new RunRow(
        columns.text("id"),
        columns.text("node"),
        columns.text("action"),
        columns.moment("begin_at"),
        columns.moment("end_at"),
        ActionStatus.parse(columns.text("status")),
        columns.text("reason"),
        columns.number("files"),
        columns.number("bytes"),
        columns.number("speed"),
        columns.text("snapshot"),
        columns.numberOrNull("lag_seconds"));
  }
}
