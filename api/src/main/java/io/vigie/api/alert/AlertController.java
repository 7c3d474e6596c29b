package io.vigie.api.alert;

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

/** Alerts. */
@Controller("/api/v1/alerts")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(SecurityRule.IS_AUTHENTICATED)
@Tag(name = "alerts")
final class AlertController {
  private final Lists lists;
  private final Sights sights;

  AlertController(Lists lists, Sights sights) {
    this.lists = lists;
    this.sights = sights;
  }

  @Get
  @Operation(
      operationId = "listAlerts",
      summary = "Alerts: the open ones worst first, then those that ended, newest first",
      description = "Ask q=state=open heldBy=empty for what is wrong now and stands for itself.")
  @ApiResponse(responseCode = "200", description = "One page")
  @ApiResponse(responseCode = "400", description = "A parameter is wrong; the detail says how")
  ListAnswer<AlertRow> list(@RequestBean ListQuery query, Authentication person) {
    return lists.read(AlertTable.TABLE, query.request().getParameters(), sights.of(person));
  }
}
