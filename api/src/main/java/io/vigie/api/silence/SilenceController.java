package io.vigie.api.silence;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.github.f4b6a3.uuid.UuidCreator;
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
import io.vigie.api.act.Outcome;
import io.vigie.api.list.Sight;
import io.vigie.api.list.Sights;
import io.vigie.api.list.Snapshots;
import io.vigie.api.session.Person;
import io.vigie.contract.event.Maintenance;
import io.vigie.contract.event.Silence;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Alerts that nobody is told of for a while: they are raised and shown all the same. */
@Controller("/api/v1/silences")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "alerts")
final class SilenceController {
  private final Sights sights;
  private final Snapshots snapshots;
  private final Acts acts;

  SilenceController(Sights sights, Snapshots snapshots, Acts acts) {
    this.sights = sights;
    this.snapshots = snapshots;
    this.acts = acts;
  }

  @JsonInclude(JsonInclude.Include.ALWAYS)
  @Schema(name = "SilenceMade")
  record Created(String id, @Schema(description = "Number of the act") long n) {}

  @Get
  @Secured(SecurityRule.IS_AUTHENTICATED)
  @Operation(operationId = "listSilences", summary = "Silences of the apps one sees, and of all")
  @ApiResponse(responseCode = "200", description = "All of them, the oldest first")
  List<SilenceAnswer> all(
      Authentication person,
      @QueryValue(defaultValue = "false")
          @Parameter(
              description = "Those in force now alone, nodes that somebody works on among them")
          boolean inForce) {
    Sight sight = sights.of(person);
    return snapshots.read(tables -> Silences.all(tables, sight, inForce, now()));
  }

  @Get("/{id}")
  @Secured(SecurityRule.IS_AUTHENTICATED)
  @Operation(operationId = "readSilence", summary = "One silence")
  @ApiResponse(responseCode = "200", description = "The silence")
  @ApiResponse(responseCode = "404", description = "There is none, or it is not yours to see")
  SilenceAnswer one(Authentication person, String id) {
    Sight sight = sights.of(person);
    return snapshots.read(
        tables ->
            id.startsWith(Maintenance.SILENCE)
                ? MaintainedNode.silence(tables, id, sight)
                : Silences.one(tables, id, sight, now()));
  }

  @Post("/preview")
  @Secured(Person.OPERATOR)
  @Operation(operationId = "previewSilence", summary = "What a silence would hit now")
  @ApiResponse(responseCode = "200", description = "How many open alerts, and the worst of them")
  @ApiResponse(responseCode = "400", description = "A value breaks a rule; the detail says which")
  @ApiResponse(responseCode = "403", description = "It names an app that is not yours")
  SilencePreview preview(Authentication person, @Body PreviewWish wish) {
    Sight sight = sights.of(person);
    Silence silence = wish.silence(Silences.apps(sight, wish.apps()), person.getName(), now());
    return snapshots.read(tables -> SilencePreview.of(tables, silence, sight, now()));
  }

  @Post
  @Secured(Person.OPERATOR)
  @Operation(operationId = "postSilence", summary = "Silence alerts of apps one answers for")
  @ApiResponse(
      responseCode = "201",
      description = "It is so from its begin on",
      content = @Content(schema = @Schema(implementation = Created.class)))
  @ApiResponse(responseCode = "400", description = "A value breaks a rule; the detail says which")
  @ApiResponse(responseCode = "403", description = "It names an app that is not yours")
  @ApiResponse(responseCode = "409", description = "There are too many")
  HttpResponse<Created> post(
      HttpRequest<?> request, Authentication person, @Body SilenceWish wish) {
    String id = UuidCreator.getTimeOrderedEpoch().toString();
    Silence silence = silence(wish, id, sights.of(person), person);
    return acts.run(
        Person.of(person).from(request),
        act -> {
          Silences.create(act, silence);
          return HttpResponse.created(new Created(id, act.n()));
        });
  }

  @Put("/{id}")
  @Secured(Person.OPERATOR)
  @Operation(operationId = "putSilence", summary = "Change a silence of apps one answers for")
  @ApiResponse(responseCode = "200", description = "Changed, or as it was")
  @ApiResponse(responseCode = "400", description = "A value breaks a rule; the detail says which")
  @ApiResponse(responseCode = "403", description = "It is, or would be, not of your apps alone")
  @ApiResponse(responseCode = "404", description = "There is none")
  @ApiResponse(responseCode = "409", description = "It was changed meanwhile")
  HttpResponse<Made> put(
      HttpRequest<?> request, Authentication person, String id, @Body SilenceWish wish) {
    Sight sight = sights.of(person);
    Silence silence = silence(wish, id, sight, person);
    return Made.answer(
        acts.run(
            Person.of(person).from(request),
            act -> {
              Outcome outcome = Silences.change(act, silence, sight, wish.n());
              return Made.by(act, outcome);
            }));
  }

  @Delete("/{id}")
  @Secured(Person.OPERATOR)
  @Operation(operationId = "deleteSilence", summary = "End a silence of apps one answers for")
  @ApiResponse(responseCode = "204", description = "It is no more")
  @ApiResponse(responseCode = "403", description = "It is not of your apps alone")
  @ApiResponse(responseCode = "404", description = "There is none")
  HttpResponse<?> delete(HttpRequest<?> request, Authentication person, String id) {
    Sight sight = sights.of(person);
    return acts.run(
        Person.of(person).from(request),
        act -> {
          Silences.delete(act, id, sight);
          return HttpResponse.noContent();
        });
  }

  private static Silence silence(SilenceWish wish, String id, Sight sight, Authentication person) {
    List<String> apps = Silences.apps(sight, wish.apps());
    return wish.silence(id, apps, person.getName(), now());
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }
}
