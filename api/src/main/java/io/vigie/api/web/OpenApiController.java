package io.vigie.api.web;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.info.License;

/** The description of this api, written by the compiler from its controllers. */
@Controller("/api/v1/openapi.yaml")
@Secured(SecurityRule.IS_AUTHENTICATED)
@Hidden
@OpenAPIDefinition(
    info =
        @Info(
            title = "Vigie",
            version = "1",
            description =
                "Services, nodes and actions as the collector sees them. Sign in at"
                    + " /api/v1/session, or send Basic with your name and an API token. A browser's"
                    + " request that changes something wants the header x-vigie-request: 1.",
            license = @License(name = "Apache-2.0")))
final class OpenApiController {
  static final String RESOURCE = "META-INF/swagger/vigie-1.yml";

  private final Files files;

  OpenApiController(Files files) {
    this.files = files;
  }

  @Get
  @ExecuteOn(TaskExecutors.BLOCKING)
  HttpResponse<?> description() {
    return files
        .find(RESOURCE)
        .<HttpResponse<?>>map(file -> HttpResponse.ok(file.content()).contentType(file.type()))
        .orElseGet(() -> Problem.answer(HttpStatus.NOT_FOUND, "this build has no description"));
  }
}
