package io.vigie.api.ticket;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.github.f4b6a3.uuid.UuidCreator;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.vigie.api.act.Acts;
import io.vigie.api.act.Made;
import io.vigie.api.list.Sight;
import io.vigie.api.list.Sights;
import io.vigie.api.list.Snapshots;
import io.vigie.api.session.Person;
import io.vigie.contract.event.TicketRule;
import java.time.Instant;

/** After how long alerts that nobody takes become tickets. */
@Controller("/api/v1/ticket-rules")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "tickets")
final class TicketRuleController {
  private final Sights sights;
  private final Snapshots snapshots;
  private final Acts acts;

  TicketRuleController(Sights sights, Snapshots snapshots, Acts acts) {
    this.sights = sights;
    this.snapshots = snapshots;
    this.acts = acts;
  }

  @JsonInclude(JsonInclude.Include.ALWAYS)
  @Schema(name = "TicketRuleMade")
  record Created(String id, @Schema(description = "Number of the act") long n) {}

  @Get
  @Secured(SecurityRule.IS_AUTHENTICATED)
  @Operation(
      operationId = "listTicketRules",
      summary = "After how long alerts become tickets: what people say, and what holds otherwise")
  @ApiResponse(responseCode = "200", description = "Those of all apps, and of apps one sees")
  TicketRuleAnswer.All all(Authentication person) {
    Sight sight = sights.of(person);
    return snapshots.read(tables -> TicketRules.all(tables, sight));
  }

  @Get("/{id}")
  @Secured(SecurityRule.IS_AUTHENTICATED)
  @Operation(operationId = "readTicketRule", summary = "One ticket rule")
  @ApiResponse(responseCode = "200", description = "The rule")
  @ApiResponse(responseCode = "404", description = "There is none, or it is not yours to see")
  TicketRuleAnswer one(Authentication person, String id) {
    Sight sight = sights.of(person);
    return snapshots.read(tables -> TicketRules.one(tables, id, sight));
  }

  @Post("/preview")
  @Secured(Person.APP_MANAGER)
  @Operation(
      operationId = "previewTicketRule",
      summary = "Which tickets the alerts of the last seven days would have become")
  @ApiResponse(responseCode = "200", description = "With the rule, and without it")
  @ApiResponse(responseCode = "400", description = "A value breaks a rule; the detail says which")
  @ApiResponse(responseCode = "403", description = "You may not set it")
  @ApiResponse(responseCode = "404", description = "There is none of that id")
  TicketRehearsal preview(
      Authentication person,
      @Parameter(description = "Of the one that would become it; left out: a new one")
          @QueryValue
          @Nullable
          String id,
      @Body TicketRuleWish wish) {
    Sight sight = sights.of(person);
    // a new one is newer than any that is there; a changed one takes the place of the old
    TicketRule rule = wish.rule(id == null ? "~" : id, person.getName());
    return snapshots.read(
        tables -> {
          if (id != null) {
            TicketRules.requireOld(tables, sight, id);
          }
          TicketRules.require(sight, rule);
          return TicketRehearsal.of(tables, rule, sight, Instant.now());
        });
  }

  @Post
  @Secured(Person.APP_MANAGER)
  @Operation(
      operationId = "postTicketRule",
      summary = "Set a rule: of an app by who manages it, of all by administrators")
  @ApiResponse(
      responseCode = "201",
      description = "It holds in a moment, for open alerts too",
      content = @Content(schema = @Schema(implementation = Created.class)))
  @ApiResponse(responseCode = "400", description = "A value breaks a rule; the detail says which")
  @ApiResponse(responseCode = "403", description = "You may not set it")
  @ApiResponse(responseCode = "409", description = "There is one for the same, or too many")
  HttpResponse<Created> post(
      HttpRequest<?> request, Authentication person, @Body TicketRuleWish wish) {
    Sight sight = sights.of(person);
    String id = UuidCreator.getTimeOrderedEpoch().toString();
    TicketRule rule = wish.rule(id, person.getName());
    return acts.run(
        Person.of(person).from(request),
        act -> {
          TicketRules.create(act, rule, sight);
          return HttpResponse.created(new Created(id, act.n()));
        });
  }

  @Put("/{id}")
  @Secured(Person.APP_MANAGER)
  @Operation(operationId = "putTicketRule", summary = "Change a ticket rule")
  @ApiResponse(responseCode = "200", description = "Changed, or as it was")
  @ApiResponse(responseCode = "400", description = "A value breaks a rule; the detail says which")
  @ApiResponse(responseCode = "403", description = "You may not change it")
  @ApiResponse(responseCode = "404", description = "There is none")
  @ApiResponse(responseCode = "409", description = "It was changed meanwhile, or there is another")
  HttpResponse<Made> put(
      HttpRequest<?> request, Authentication person, String id, @Body TicketRuleWish wish) {
    Sight sight = sights.of(person);
    TicketRule rule = wish.rule(id, person.getName());
    return Made.answer(
        acts.run(
            Person.of(person).from(request),
            act -> Made.by(act, TicketRules.change(act, rule, sight, wish.n()))));
  }

  @Delete("/{id}")
  @Secured(Person.APP_MANAGER)
  @Operation(operationId = "deleteTicketRule", summary = "Take a ticket rule back")
  @ApiResponse(responseCode = "204", description = "The next more general one holds")
  @ApiResponse(responseCode = "403", description = "You may not change it")
  @ApiResponse(responseCode = "404", description = "There is none")
  HttpResponse<?> delete(HttpRequest<?> request, Authentication person, String id) {
    Sight sight = sights.of(person);
    return acts.run(
        Person.of(person).from(request),
        act -> {
          TicketRules.delete(act, id, sight);
          return HttpResponse.noContent();
        });
  }
}
