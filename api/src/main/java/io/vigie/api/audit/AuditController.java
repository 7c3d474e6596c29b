package io.vigie.api.audit;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.vigie.api.filter.Sql;
import io.vigie.api.list.ListAnswer;
import io.vigie.api.list.ListQuery;
import io.vigie.api.list.Lists;
import io.vigie.api.list.Missing;
import io.vigie.api.list.Sights;
import io.vigie.api.list.Snapshots;
import io.vigie.api.session.Person;

/** What people did, for administrators. */
@Controller("/api/v1/audit")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Person.ADMINISTRATOR)
@Tag(name = "audit")
final class AuditController {
  private static final String ONE =
      "SELECT " + AuditDetail.COLUMNS + " FROM " + AuditTable.FROM + " WHERE u.id=?";

  private final Lists lists;
  private final Sights sights;
  private final Snapshots snapshots;

  AuditController(Lists lists, Sights sights, Snapshots snapshots) {
    this.lists = lists;
    this.sights = sights;
    this.snapshots = snapshots;
  }

  @Get
  @Operation(operationId = "listAudit", summary = "What people did, newest first")
  @ApiResponse(responseCode = "200", description = "One page")
  @ApiResponse(responseCode = "400", description = "A parameter is wrong; the detail says how")
  @ApiResponse(responseCode = "403", description = "For administrators")
  ListAnswer<AuditRow> list(@RequestBean ListQuery query, Authentication person) {
    return lists.read(AuditTable.TABLE, query.request().getParameters(), sights.of(person));
  }

  @Get("/{id}")
  @Operation(operationId = "readAudit", summary = "One act with what it changed")
  @ApiResponse(responseCode = "200", description = "The act")
  @ApiResponse(responseCode = "403", description = "For administrators")
  @ApiResponse(responseCode = "404", description = "There is no such entry")
  AuditDetail one(String id) {
    return snapshots
        .read(snapshot -> snapshot.one(Sql.of(ONE, id), AuditDetail::read))
        .orElseThrow(() -> Missing.object("audit entry", id));
  }
}
