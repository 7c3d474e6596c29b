package io.vigie.api.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vigie.api.list.Columns;
import io.vigie.api.list.Moment;
import java.sql.SQLException;
import java.time.Instant;

/** The configuration of a service as one node has it. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(description = "The configuration of a service as one node has it")
record ConfigRow(
    String node,
    @Schema(description = "SHA-256 of the content") String checksum,
    @Schema(description = "When the content last changed") @Moment Instant stamp,
    @Schema(description = "The file as it is, credentials cut off") String content) {
  static ConfigRow read(Columns columns) throws SQLException {
    return new ConfigRow(
        columns.text("node"),
        columns.text("checksum"),
        columns.moment("stamp"),
        columns.text("content"));
  }
}
