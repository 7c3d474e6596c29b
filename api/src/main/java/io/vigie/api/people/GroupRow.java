package io.vigie.api.people;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vigie.api.list.Answering;
import io.vigie.api.list.Columns;
import io.vigie.api.list.Row;
import io.vigie.api.list.Scope;
import java.sql.SQLException;

/** A group of people. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(description = "A group of people")
record GroupRow(
    @Schema(example = "dba") String id,
    @Schema(description = "Act that touched it last: the greater is the newer") long n,
    @JsonUnwrapped GroupEdit group)
    implements Row {
  static final String MEMBERS =
      "COALESCE((SELECT JSON_ARRAYAGG(m.person ORDER BY m.person) FROM group_member m"
          + " WHERE m.of_group=g.name),'[]')";
  static final String COLUMNS = "g.name,g.description,g.n," + MEMBERS + " AS members";

  @Override
  public Scope scope() {
    return Scope.NONE;
  }

  static GroupRow read(Columns columns) throws SQLException {
    return new GroupRow(
        columns.text("name"),
        columns.number("n"),
        new GroupEdit(columns.text("description"), columns.json("members", Answering.NAMES)));
  }
}
