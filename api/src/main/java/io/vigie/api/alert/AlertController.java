package io.vigie.api.alert;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.vigie.api.list.ListAnswer;
import io.vigie.api.list.ListQuery;
import io.vigie.api.list.Lists;
import io.vigie.api.list.Missing;
import io.vigie.api.list.Sights;

/** Alerts, their counts, and the page of one. */
@Controller("/api/v1/alerts")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(SecurityRule.IS_AUTHENTICATED)
@Tag(name = "alerts")
final class AlertController {
  private final Lists lists;
  private final Sights sights;
  private final AlertReader alerts;

  AlertController(Lists lists, Sights sights, AlertReader alerts) {
    this.lists = lists;
    this.sights = sights;
    this.alerts = alerts;
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

  @Get("/counts")
  @Operation(operationId = "countAlerts", summary = "How many alerts are open, by severity")
  @ApiResponse(responseCode = "200", description = "Of those you may see, a second old at most")
  AlertCounts counts(Authentication person) {
    return alerts.counts(sights.of(person));
  }

  @Get("/{id}")
  @Operation(
      operationId = "readAlert",
      summary = "One alert: why, under which rule, whom it concerns, and its transitions",
      description = "The id stands encoded in the address: service-frozen:prod%2Fweb.")
  @ApiResponse(responseCode = "200", description = "The alert")
  @ApiResponse(responseCode = "404", description = "There is no such alert")
  AlertAnswer one(
      String id,
      @Nullable @QueryValue @Parameter(description = "next of the answer before: older transitions")
          String before,
      Authentication person) {
    return alerts
        .read(id, ChangePlace.parse(before), sights.of(person))
        .orElseThrow(() -> Missing.alert(id));
  }

  @Get("/{id}/recipients")
  @Operation(
      operationId = "readAlertRecipients",
      summary = "Who would be told of an alert now, who would not, and why")
  @ApiResponse(responseCode = "200", description = "They")
  @ApiResponse(responseCode = "404", description = "There is no such alert")
  RecipientsAnswer recipients(String id, Authentication person) {
    return alerts.recipients(id, sights.of(person)).orElseThrow(() -> Missing.alert(id));
  }
}
