package io.vigie.api.health;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;

/** For supervisors: readable without signing in, so it tells of nothing but the collector. */
@Controller("/health")
@Secured(SecurityRule.IS_ANONYMOUS)
@Tag(name = "health")
final class HealthController {
  private final Readiness readiness;

  HealthController(Readiness readiness) {
    this.readiness = readiness;
  }

  @Schema(name = "Liveness")
  record Alive(@Schema(example = "up") String status) {}

  @Schema(name = "Readiness")
  record Ready(@Schema(example = "ready") String status, List<Part> parts) {}

  @Schema(name = "PulseHealth")
  record Pulse(
      @Schema(description = "Nothing that is shown can be believed") boolean blind,
      @Schema(description = "How far behind the fleet streams are; absent while not known")
          Long streamsLagMillis,
      @Schema(description = "How far behind the fleet the tables are; absent while not known")
          Long recorderLagMillis) {}

  @Get("/liveness")
  @Operation(summary = "This process answers")
  Alive liveness() {
    return new Alive("up");
  }

  @Get("/readiness")
  @ExecuteOn(TaskExecutors.BLOCKING)
  @Operation(summary = "Broker, streams, recorder and database work")
  @ApiResponse(responseCode = "200", description = "All of them work")
  @ApiResponse(responseCode = "503", description = "The parts tell which does not, and what to do")
  HttpResponse<Ready> readiness() {
    Readiness.Look look = readiness.look();
    return HttpResponse.<Ready>status(status(look.ready()))
        .body(new Ready(look.ready() ? "ready" : "not ready", look.parts()));
  }

  @Get("/pulse")
  @ExecuteOn(TaskExecutors.BLOCKING)
  @Operation(summary = "How far behind the fleet the collector is")
  @ApiResponse(responseCode = "200", description = "The collector sees")
  @ApiResponse(responseCode = "503", description = "The collector is blind")
  HttpResponse<Pulse> pulse() {
    Readiness.Look look = readiness.look();
    return HttpResponse.<Pulse>status(status(!look.blind()))
        .body(new Pulse(look.blind(), look.streamsLagMillis(), look.recorderLagMillis()));
  }

  private static HttpStatus status(boolean good) {
    return good ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE;
  }
}
