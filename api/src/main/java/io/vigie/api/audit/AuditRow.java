package io.vigie.api.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vigie.api.list.Columns;
import io.vigie.api.list.Moment;
import io.vigie.api.list.Row;
import io.vigie.api.list.Scope;
import java.sql.SQLException;
import java.time.Instant;

/** One act of a person. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(description = "One act of a person")
public record AuditRow(
    @Schema(example = "3-17", description = "Partition and number in it: as audit verify names it")
        String id,
    @Schema(description = "Number in its partition, from 1 without a gap") long n,
    @Moment Instant at,
    @Schema(description = "Who; of a refused sign-in the name as it was typed") String person,
    @Schema(description = "They acted in; empty when in none") String role,
    @Schema(description = "Of their browser or program") String address,
    @Schema(
            example = "change",
            description = "A word of a newer version as it is; unreadable: the record is no entry")
        String act,
    @Schema(example = "app") String kind,
    @Schema(description = "Id of what it was done to; empty when there is none") String object,
    @Schema(description = "ok or refused") String outcome)
    implements Row {
  /** Columns of {@link AuditTable#FROM} that {@link #read} wants. */
  static final String COLUMNS =
      "u.id,u.n,u.at,u.person,u.role,u.address,u.act,u.kind,u.object,u.outcome";

  @Override
  public Scope scope() {
    return Scope.NONE;
  }

  static AuditRow read(Columns columns) throws SQLException {
    return new AuditRow(
        columns.text("id"),
        columns.number("n"),
        columns.moment("at"),
        columns.text("person"),
        columns.text("role"),
        columns.text("address"),
        columns.text("act"),
        columns.text("kind"),
        columns.text("object"),
        columns.text("outcome"));
  }
}
