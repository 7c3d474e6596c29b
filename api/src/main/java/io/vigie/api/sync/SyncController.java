package io.vigie.api.sync;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
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
import java.util.List;

/** Copies of data, by site, and one with its runs. */
@Controller("/api/v1/syncs")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(SecurityRule.IS_AUTHENTICATED)
@Tag(name = "syncs")
final class SyncController {
  private final Lists lists;
  private final Sights sights;
  private final SyncReader syncs;

  SyncController(Lists lists, Sights sights, SyncReader syncs) {
    this.lists = lists;
    this.sights = sights;
    this.syncs = syncs;
  }

  @Get
  @Operation(
      operationId = "listSyncs",
      summary = "Copies of data: a row per resource of a service and target, worst first")
  @ApiResponse(responseCode = "200", description = "One page")
  @ApiResponse(responseCode = "400", description = "A parameter is wrong; the detail says how")
  ListAnswer<SyncRow> list(@RequestBean ListQuery query, Authentication person) {
    return lists.read(SyncTable.TABLE, query.request().getParameters(), sights.of(person));
  }

  @Get("/sites")
  @Operation(
      operationId = "readSyncSites",
      summary =
          "Copies by the site that keeps them: what would be lost if it went on with them now")
  @ApiResponse(responseCode = "200", description = "Of the copies you may see")
  @ApiResponse(responseCode = "400", description = "A filter is wrong; the detail says how")
  SitesAnswer sites(
      HttpRequest<?> request,
      @Nullable @QueryValue @Parameter(description = "filters as the list takes them")
          List<String> q,
      Authentication person) {
    return syncs.sites(request.getParameters().getAll("q"), sights.of(person));
  }

  @Get("/{id}")
  @Operation(
      operationId = "readSync",
      summary = "One copy with its runs",
      description = "The id stands encoded in the address: prod%2Fweb%3Async%23drp%2Fn9.")
  @ApiResponse(responseCode = "200", description = "The copy")
  @ApiResponse(responseCode = "404", description = "There is no such copy")
  SyncAnswer one(String id, Authentication person) {
    return syncs.read(id, sights.of(person)).orElseThrow(() -> Missing.sync(id));
  }
}
