package io.vigie.api.instance;

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

/** The Services view: a row per service and node. */
@Controller("/api/v1/instances")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(SecurityRule.IS_AUTHENTICATED)
@Tag(name = "services")
final class InstanceController {
  private final Lists lists;
  private final Sights sights;

  InstanceController(Lists lists, Sights sights) {
    this.lists = lists;
    this.sights = sights;
  }

  @Get
  @Operation(
      operationId = "listInstances",
      summary = "Instances: a row per service and node, worst first")
  @ApiResponse(responseCode = "200", description = "One page")
  @ApiResponse(responseCode = "400", description = "A parameter is wrong; the detail says how")
  ListAnswer<InstanceRow> list(@RequestBean ListQuery query, Authentication person) {
    return lists.read(InstanceTable.TABLE, query.request().getParameters(), sights.of(person));
  }
}
