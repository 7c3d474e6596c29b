package io.vigie.api.check;

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
import io.vigie.contract.event.CheckThreshold;

/** Between what values of checks are well. A change holds for what was measured already too. */
@Controller("/api/v1/check-thresholds")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "checks")
final class ThresholdController {
  private final Sights sights;
  private final Snapshots snapshots;
  private final Acts acts;

  ThresholdController(Sights sights, Snapshots snapshots, Acts acts) {
    this.sights = sights;
    this.snapshots = snapshots;
    this.acts = acts;
  }

  @JsonInclude(JsonInclude.Include.ALWAYS)
  @Schema(name = "CheckThresholdMade")
  record Created(String id, @Schema(description = "Number of the act") long n) {}

  @Get
  @Secured(SecurityRule.IS_AUTHENTICATED)
  @Operation(
      operationId = "listCheckThresholds",
      summary = "Kinds of checks with their defaults, and what people say instead")
  @ApiResponse(responseCode = "200", description = "Those of all nodes, and of nodes one sees")
  ThresholdAnswer.All all(Authentication person) {
    Sight sight = sights.of(person);
    return snapshots.read(tables -> ThresholdEdits.all(tables, sight));
  }

  @Get("/{id}")
  @Secured(SecurityRule.IS_AUTHENTICATED)
  @Operation(operationId = "readCheckThreshold", summary = "One threshold")
  @ApiResponse(responseCode = "200", description = "The threshold")
  @ApiResponse(responseCode = "404", description = "There is none, or it is not yours to see")
  ThresholdAnswer one(Authentication person, String id) {
    Sight sight = sights.of(person);
    return snapshots.read(tables -> ThresholdEdits.one(tables, id, sight));
  }

  @Post("/preview")
  @Secured(Person.OPERATOR)
  @Operation(operationId = "previewCheckThreshold", summary = "What a threshold would do now")
  @ApiResponse(
      responseCode = "200",
      description = "For how many checks it would count, and which would be out of bounds")
  @ApiResponse(responseCode = "400", description = "A value breaks a rule; the detail says which")
  @ApiResponse(responseCode = "403", description = "You may not set it")
  @ApiResponse(responseCode = "404", description = "There is none of that id")
  ThresholdPreview preview(
      Authentication person,
      @Parameter(description = "Of the one that would become it; left out: a new one")
          @QueryValue
          @Nullable
          String id,
      @Body ThresholdWish wish) {
    Sight sight = sights.of(person);
    // a new one is newer than any that is there; a changed one takes the place of the old
    CheckThreshold threshold = wish.threshold(id == null ? "~" : id, person.getName());
    return snapshots.read(
        tables -> {
          if (id != null) {
            ThresholdEdits.requireOld(tables, sight, id);
          }
          ThresholdEdits.require(tables, sight, threshold);
          return ThresholdPreview.of(tables, threshold, sight);
        });
  }

  @Post
  @Secured(Person.OPERATOR)
  @Operation(
      operationId = "postCheckThreshold",
      summary = "Set bounds: of a node by who answers for it, of all nodes by administrators")
  @ApiResponse(
      responseCode = "201",
      description = "It holds in a moment",
      content = @Content(schema = @Schema(implementation = Created.class)))
  @ApiResponse(responseCode = "400", description = "A value breaks a rule; the detail says which")
  @ApiResponse(responseCode = "403", description = "You may not set it")
  @ApiResponse(responseCode = "409", description = "There is one for the same, or too many")
  HttpResponse<Created> post(
      HttpRequest<?> request, Authentication person, @Body ThresholdWish wish) {
    Sight sight = sights.of(person);
    String id = UuidCreator.getTimeOrderedEpoch().toString();
    CheckThreshold threshold = wish.threshold(id, person.getName());
    return acts.run(
        Person.of(person).from(request),
        act -> {
          ThresholdEdits.create(act, threshold, sight);
          return HttpResponse.created(new Created(id, act.n()));
        });
  }

  @Put("/{id}")
  @Secured(Person.OPERATOR)
  @Operation(operationId = "putCheckThreshold", summary = "Change a threshold")
  @ApiResponse(responseCode = "200", description = "Changed, or as it was")
  @ApiResponse(responseCode = "400", description = "A value breaks a rule; the detail says which")
  @ApiResponse(responseCode = "403", description = "You may not change it")
  @ApiResponse(responseCode = "404", description = "There is none")
  @ApiResponse(responseCode = "409", description = "It was changed meanwhile, or there is another")
  HttpResponse<Made> put(
      HttpRequest<?> request, Authentication person, String id, @Body ThresholdWish wish) {
    Sight sight = sights.of(person);
    CheckThreshold threshold = wish.threshold(id, person.getName());
    return Made.answer(
        acts.run(
            Person.of(person).from(request),
            act -> Made.by(act, ThresholdEdits.change(act, threshold, sight, wish.n()))));
  }

  @Delete("/{id}")
  @Secured(Person.OPERATOR)
  @Operation(operationId = "deleteCheckThreshold", summary = "Take a threshold back")
  @ApiResponse(responseCode = "204", description = "The next more general one holds")
  @ApiResponse(responseCode = "403", description = "You may not change it")
  @ApiResponse(responseCode = "404", description = "There is none")
  HttpResponse<?> delete(HttpRequest<?> request, Authentication person, String id) {
    Sight sight = sights.of(person);
    return acts.run(
        Person.of(person).from(request),
        act -> {
          ThresholdEdits.delete(act, id, sight);
          return HttpResponse.noContent();
        });
  }
}
