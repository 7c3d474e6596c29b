package io.vigie.api.action;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vigie.api.list.Columns;
import java.sql.SQLException;

/** An action with its command line. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(description = "An action with its command line")
record ActionDetail(
    @JsonUnwrapped ActionRow row,
    @Schema(description = "Secrets masked") String command,
    @Schema(description = "After which it counts as stuck; 0 when unknown") int timeoutSeconds,
    @Schema(description = "Lines its log has") int lines) {
  static final String COLUMNS = ActionRow.COLUMNS + ",a.command,a.timeout_seconds,a.line_count";

  static ActionDetail read(Columns columns) throws SQLException {
    return new ActionDetail(
        ActionRow.read(columns),
        columns.text("command"),
        (int) columns.number("timeout_seconds"),
        (int) columns.number("line_count"));
  }
}
