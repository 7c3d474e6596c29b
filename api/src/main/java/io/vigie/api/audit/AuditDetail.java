package io.vigie.api.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.type.TypeReference;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vigie.api.list.Columns;
import java.sql.SQLException;
import java.util.Map;

/** One act of a person with what it changed. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(description = "One act of a person with what it changed")
record AuditDetail(
    @JsonUnwrapped AuditRow row,
    @Schema(description = "Id the entry was given where it was made") String entry,
    @Schema(description = "Fields that changed, as they were") Map<String, Object> before,
    @Schema(description = "Fields that changed, as they are since") Map<String, Object> after,
    @Schema(description = "SHA-256 that the next entry of its partition is linked to")
        String hash) {
  static final String COLUMNS = AuditRow.COLUMNS + ",u.entry,u.before_json,u.after_json,u.hash";

  private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};

  static AuditDetail read(Columns columns) throws SQLException {
    return new AuditDetail(
        AuditRow.read(columns),
        columns.text("entry"),
        columns.json("before_json", FIELDS),
        columns.json("after_json", FIELDS),
        columns.text("hash"));
  }
}
