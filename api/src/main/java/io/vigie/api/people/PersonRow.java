package io.vigie.api.people;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.type.TypeReference;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vigie.api.list.Answering;
import io.vigie.api.list.Columns;
import io.vigie.api.list.Moment;
import io.vigie.api.list.Row;
import io.vigie.api.list.Scope;
import io.vigie.contract.event.OnCall;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** One of the people. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(description = "One of the people")
record PersonRow(
    @Schema(example = "zoe", description = "What they sign in with") String id,
    @Schema(description = "Act that touched them last: the greater is the newer") long n,
    @JsonUnwrapped PersonEdit person,
    @Schema(description = "Who knows who they are: local, ldap, oidc") String source,
    List<String> groups,
    @Schema(description = "null: no session is open") @Moment Instant lastSeen,
    @Moment Instant created)
    implements Row {
  private static final TypeReference<OnCall> ON_CALL = new TypeReference<>() {};

  static final String GROUPS =
      "COALESCE((SELECT JSON_ARRAYAGG(m.of_group ORDER BY m.of_group) FROM group_member m"
          + " WHERE m.person=p.name),'[]')";
  static final String LAST_SEEN =
      "(SELECT MAX(c.used) FROM console_session c WHERE c.person=p.name)";
  static final String EDIT =
      "p.name,p.full_name,p.mail,p.language,p.role,p.disabled,p.least,p.on_call";
  static final String COLUMNS =
      EDIT + ",p.n,p.source,p.created," + GROUPS + " AS groups_in," + LAST_SEEN + " AS last_seen";

  @Override
  public Scope scope() {
    return Scope.NONE;
  }

  static PersonEdit edit(Columns columns) throws SQLException {
    return new PersonEdit(
        columns.text("full_name"),
        columns.text("mail"),
        columns.text("language"),
        columns.text("role"),
        columns.flag("disabled"),
        columns.text("least"),
        columns.json("on_call", ON_CALL));
  }

  static PersonRow read(Columns columns) throws SQLException {
    return new PersonRow(
        columns.text("name"),
        columns.number("n"),
        edit(columns),
        columns.text("source"),
        columns.json("groups_in", Answering.NAMES),
        columns.moment("last_seen"),
        columns.moment("created"));
  }
}
