package io.vigie.api.service;

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
import io.vigie.api.list.Missing;
import io.vigie.api.list.Sight;
import io.vigie.api.list.Sights;

/** Services, and the page of one. */
@Controller("/api/v1/services")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(SecurityRule.IS_AUTHENTICATED)
@Tag(name = "services")
final class ServiceController {
  private final Lists lists;
  private final Sights sights;
  private final ServiceReader services;

  ServiceController(Lists lists, Sights sights, ServiceReader services) {
    this.lists = lists;
    this.sights = sights;
    this.services = services;
  }

  @Get
  @Operation(operationId = "listServices", summary = "Services: a row per service, worst first")
  @ApiResponse(responseCode = "200", description = "One page")
  @ApiResponse(responseCode = "400", description = "A parameter is wrong; the detail says how")
  ListAnswer<ServiceRow> list(@RequestBean ListQuery query, Authentication person) {
    return lists.read(ServiceTable.TABLE, query.request().getParameters(), sights.of(person));
  }

  @Get("/{cluster}/{name}")
  @Operation(
      operationId = "readService",
      summary = "One service: its instances with resources, actions, configurations, timeline")
  @ApiResponse(responseCode = "200", description = "The service")
  @ApiResponse(responseCode = "404", description = "There is no such service")
  ServiceAnswer one(String cluster, String name, Authentication person) {
    Sight sight = sights.of(person);
    return services
        .read(cluster, name, sight)
        .orElseThrow(
            () ->
                Missing.object(
                    "service", cluster + '/' + name, services.now(cluster, name, sight)));
  }
}
