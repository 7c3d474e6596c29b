package io.vigie.api.check;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.vigie.api.list.ListAnswer;
import io.vigie.api.list.ListQuery;
import io.vigie.api.list.Lists;
import io.vigie.api.list.Sights;

/** What nodes measure. */
@Controller("/api/v1/checks")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(SecurityRule.IS_AUTHENTICATED)
@Tag(name = "checks")
final class CheckController {
  private final Lists lists;
  private final Sights sights;

  CheckController(Lists lists, Sights sights) {
    this.lists = lists;
    this.sights = sights;
  }

  @Get
  @Operation(
      operationId = "listChecks",
      summary = "What nodes measured last: what is out of bounds first, then by node",
      description = "Nodes measure every ten minutes; a row says when it was read last.")
  @ApiResponse(responseCode = "200", description = "One page")
  @ApiResponse(responseCode = "400", description = "A parameter is wrong; the detail says how")
  ListAnswer<CheckRow> list(@RequestBean ListQuery query, Authentication person) {
    return lists.read(CheckTable.TABLE, query.request().getParameters(), sights.of(person));
  }
}
