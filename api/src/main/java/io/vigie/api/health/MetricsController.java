package io.vigie.api.health;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.vigie.api.OtherMeters;
import io.vigie.api.session.Origins;
import io.vigie.api.web.Problem;

/** Meters of this process, for Prometheus: on this machine, or with an API token. */
@Controller("/metrics")
@Tag(name = "health")
final class MetricsController {
  private final PrometheusMeterRegistry registry;
  private final OtherMeters others;

  MetricsController(PrometheusMeterRegistry registry, OtherMeters others) {
    this.registry = registry;
    this.others = others;
  }

  @Get(produces = MediaType.TEXT_PLAIN)
  @ExecuteOn(TaskExecutors.BLOCKING)
  @Secured(SecurityRule.IS_ANONYMOUS)
  @Operation(summary = "Meters, as Prometheus text")
  @ApiResponse(responseCode = "200", description = "The meters")
  @ApiResponse(responseCode = "401", description = "Not signed in, and not on this machine")
  HttpResponse<?> metrics(HttpRequest<?> request, @Nullable Authentication person) {
    return person != null || Origins.loopback(request)
        ? HttpResponse.ok(registry.scrape() + others.scrape())
        : Problem.answer(HttpStatus.UNAUTHORIZED, "send Basic with your name and an API token");
  }
}
