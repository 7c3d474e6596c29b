package io.vigie.api.impact;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.convert.format.Format;
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
import io.vigie.api.act.Refusal;
import io.vigie.api.list.Sights;
import java.util.List;

/** What stops if a rack, an enclosure, a power feed, a site or a node goes. */
@Controller("/api/v1/nodes/impact")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(SecurityRule.IS_AUTHENTICATED)
@Tag(name = "nodes")
final class ImpactController {
  private final ImpactReader impacts;
  private final Sights sights;

  ImpactController(ImpactReader impacts, Sights sights) {
    this.impacts = impacts;
    this.sights = sights;
  }

  /** As {@link io.vigie.api.list.ListQuery}: the framework would cut a filter at its commas. */
  @Introspected
  record Query(
      HttpRequest<?> request,
      @Nullable
          @QueryValue
          @Format("MULTI")
          @Parameter(
              description = "Filters as of the list of nodes: what they find goes",
              example = "[\"rack=R12\", \"site=PAR\"]")
          List<String> q,
      @Nullable
          @QueryValue
          @Format("MULTI")
          @Parameter(
              description =
                  "A power feed that fails, repeated for several: of the nodes found those go that"
                      + " have no other feed",
              example = "[\"A\"]")
          List<String> power) {
    private List<String> all(String name) {
      return request.getParameters().getAll(name).stream().filter(v -> !v.isBlank()).toList();
    }
  }

  @Get
  @Operation(
      operationId = "readImpact",
      summary = "What stops if nodes go: of services you may see, from where they run now")
  @ApiResponse(responseCode = "200", description = "The services, worst first")
  @ApiResponse(responseCode = "400", description = "A parameter is wrong; the detail says how")
  Impact read(@RequestBean Query query, Authentication person) {
    List<String> q = query.all("q");
    List<String> feeds = query.all("power");
    if (q.isEmpty() && feeds.isEmpty()) {
      throw Refusal.wrong("name what goes: filters q such as q=rack=R12, or a feed, power=A");
    }
    return impacts.read(q, feeds, sights.of(person));
  }
}
