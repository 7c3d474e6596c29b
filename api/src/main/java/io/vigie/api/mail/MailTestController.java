package io.vigie.api.mail;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.vigie.api.session.Person;

/** Test mails: one's own, and those of others. */
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "people")
final class MailTestController {
  private static final String MEANING =
      "It takes the way of every other mail. What became of it the same address tells.";

  private final MailTests tests;

  MailTestController(MailTests tests) {
    this.tests = tests;
  }

  @Get("/session/mail-test")
  @Secured(SecurityRule.IS_AUTHENTICATED)
  @Operation(operationId = "readOwnMailTest", summary = "What became of your last test mail")
  MailTestAnswer own(Authentication person) {
    return tests.last(person.getName());
  }

  @Post("/session/mail-test")
  @Secured(SecurityRule.IS_AUTHENTICATED)
  @Operation(
      operationId = "testOwnMail",
      summary = "Have a test mail sent to yourself",
      description = MEANING)
  @ApiResponse(responseCode = "202", description = "It is on its way")
  @ApiResponse(responseCode = "409", description = "You have no address")
  @ApiResponse(responseCode = "429", description = "One a minute; Retry-After says how long")
  HttpResponse<?> testOwn(HttpRequest<?> request, Authentication person) {
    return tests.ask(Person.of(person).from(request), person.getName());
  }

  @Get("/people/{name}/mail-test")
  @Secured(Person.ADMINISTRATOR)
  @Operation(operationId = "readMailTest", summary = "What became of somebody's last test mail")
  @ApiResponse(responseCode = "200", description = "That")
  @ApiResponse(responseCode = "404", description = "There is no such person")
  MailTestAnswer one(String name) {
    return tests.last(name);
  }

  @Post("/people/{name}/mail-test")
  @Secured(Person.ADMINISTRATOR)
  @Operation(
      operationId = "testMail",
      summary = "Have a test mail sent to somebody",
      description = MEANING)
  @ApiResponse(responseCode = "202", description = "It is on its way")
  @ApiResponse(responseCode = "404", description = "There is no such person")
  @ApiResponse(responseCode = "409", description = "They have no address, or are disabled")
  @ApiResponse(responseCode = "429", description = "One a minute; Retry-After says how long")
  HttpResponse<?> test(HttpRequest<?> request, Authentication person, String name) {
    return tests.ask(Person.of(person).from(request), name);
  }
}
