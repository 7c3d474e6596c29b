package io.vigie.api.node;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vigie.api.list.Answering;
import io.vigie.api.list.Columns;
import java.sql.SQLException;
import java.util.List;

/** A node with all that its inventory says. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(description = "A node with all that its inventory says")
record NodeDetail(
    @JsonUnwrapped NodeRow row,
    String hostname,
    String kernel,
    String cpuModel,
    String bootId,
    @Schema(description = "Actions it does on request; empty: it takes no requests")
        List<String> requests) {
  static final String COLUMNS =
      NodeRow.COLUMNS
          + ",v.hostname,v.kernel,v.cpu_model,d.boot_id,COALESCE(v.requests,'[]') AS requests";

  static NodeDetail read(Columns columns) throws SQLException {
    return new NodeDetail(
        NodeRow.read(columns),
        columns.text("hostname"),
        columns.text("kernel"),
        columns.text("cpu_model"),
        columns.text("boot_id"),
        columns.json("requests", Answering.NAMES));
  }
}
