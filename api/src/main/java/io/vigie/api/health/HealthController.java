package io.vigie.api.health;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;

/** For supervisors: readable without signing in, so it names nothing but parts. */
@Controller("/health")
@Secured(SecurityRule.IS_ANONYMOUS)
@Tag(name = "health")
final class HealthController {
  @Get("/liveness")
  @Operation(summary = "This process answers")
  Map<String, String> liveness() {
    return Map.of("status", "up");
  }
}
