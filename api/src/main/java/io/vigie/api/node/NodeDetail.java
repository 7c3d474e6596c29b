package io.vigie.api.node;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.type.TypeReference;
import io.swagger.v3.oas.annotations.media.Schema;
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
    List<String> addresses) {
  static final String COLUMNS =
      NodeRow.COLUMNS
          + ",v.hostname,v.kernel,v.cpu_model,d.boot_id,COALESCE(v.addresses,'[]') AS addresses";

  private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

  static NodeDetail read(Columns columns) throws SQLException {
    return new NodeDetail(
        NodeRow.read(columns),
        columns.text("hostname"),
        columns.text("kernel"),
        columns.text("cpu_model"),
        columns.text("boot_id"),
        columns.json("addresses", TEXTS));
  }
}
