package io.vigie.api.facet;

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
import io.vigie.api.action.ActionTable;
import io.vigie.api.alert.AlertTable;
import io.vigie.api.check.CheckTable;
import io.vigie.api.instance.InstanceTable;
import io.vigie.api.list.FacetAnswer;
import io.vigie.api.list.Facets;
import io.vigie.api.list.RowTable;
import io.vigie.api.list.Sights;
import io.vigie.api.node.NodeTable;
import io.vigie.api.service.ServiceTable;
import io.vigie.api.sync.SyncTable;
import io.vigie.api.ticket.TicketTable;

/** What a list could be filtered by, with counts. */
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(SecurityRule.IS_AUTHENTICATED)
@Tag(name = "lists")
final class FacetController {
  private final Facets facets;
  private final Sights sights;

  FacetController(Facets facets, Sights sights) {
    this.facets = facets;
    this.sights = sights;
  }

  @Get("/instances/facets")
  @Operation(operationId = "countInstances", summary = "Values of fields of instances, counted")
  @ApiResponse(responseCode = "200", description = "Counts under the filters on other fields")
  @ApiResponse(responseCode = "400", description = "A parameter is wrong; the detail says how")
  FacetAnswer instances(@RequestBean FacetQuery query, Authentication person) {
    return read(InstanceTable.TABLE, query, person);
  }

  @Get("/services/facets")
  @Operation(operationId = "countServices", summary = "Values of fields of services, counted")
  @ApiResponse(responseCode = "200", description = "Counts under the filters on other fields")
  @ApiResponse(responseCode = "400", description = "A parameter is wrong; the detail says how")
  FacetAnswer services(@RequestBean FacetQuery query, Authentication person) {
    return read(ServiceTable.TABLE, query, person);
  }

  @Get("/nodes/facets")
  @Operation(operationId = "countNodes", summary = "Values of fields of nodes, counted")
  @ApiResponse(responseCode = "200", description = "Counts under the filters on other fields")
  @ApiResponse(responseCode = "400", description = "A parameter is wrong; the detail says how")
  FacetAnswer nodes(@RequestBean FacetQuery query, Authentication person) {
    return read(NodeTable.TABLE, query, person);
  }

  // its words come before those of an action's address
  @Get("/actions/facets")
  @Operation(operationId = "countActions", summary = "Values of fields of actions, counted")
  @ApiResponse(responseCode = "200", description = "Counts under the filters on other fields")
  @ApiResponse(responseCode = "400", description = "A parameter is wrong; the detail says how")
  FacetAnswer actions(@RequestBean FacetQuery query, Authentication person) {
    return read(ActionTable.TABLE, query, person);
  }

  @Get("/alerts/facets")
  @Operation(operationId = "countAlertValues", summary = "Values of fields of alerts, counted")
  @ApiResponse(responseCode = "200", description = "Counts under the filters on other fields")
  @ApiResponse(responseCode = "400", description = "A parameter is wrong; the detail says how")
  FacetAnswer alerts(@RequestBean FacetQuery query, Authentication person) {
    return read(AlertTable.TABLE, query, person);
  }

  @Get("/checks/facets")
  @Operation(operationId = "countChecks", summary = "Values of fields of checks, counted")
  @ApiResponse(responseCode = "200", description = "Counts under the filters on other fields")
  @ApiResponse(responseCode = "400", description = "A parameter is wrong; the detail says how")
  FacetAnswer checks(@RequestBean FacetQuery query, Authentication person) {
    return read(CheckTable.TABLE, query, person);
  }

  @Get("/syncs/facets")
  @Operation(operationId = "countSyncs", summary = "Values of fields of copies of data, counted")
  @ApiResponse(responseCode = "200", description = "Counts under the filters on other fields")
  @ApiResponse(responseCode = "400", description = "A parameter is wrong; the detail says how")
  FacetAnswer syncs(@RequestBean FacetQuery query, Authentication person) {
    return read(SyncTable.TABLE, query, person);
  }

  @Get("/tickets/facets")
  @Operation(operationId = "countTickets", summary = "Values of fields of tickets, counted")
  @ApiResponse(responseCode = "200", description = "Counts under the filters on other fields")
  @ApiResponse(responseCode = "400", description = "A parameter is wrong; the detail says how")
  FacetAnswer tickets(@RequestBean FacetQuery query, Authentication person) {
    return read(TicketTable.TABLE, query, person);
  }

  private FacetAnswer read(RowTable<?> table, FacetQuery query, Authentication person) {
    return facets.read(table, query.request().getParameters(), sights.of(person));
  }
}
