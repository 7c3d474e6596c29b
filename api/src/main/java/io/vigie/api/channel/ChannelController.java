package io.vigie.api.channel;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.vigie.api.act.Acts;
import io.vigie.api.act.Made;
import io.vigie.api.list.Snapshots;
import io.vigie.api.session.Person;
import io.vigie.api.web.Problem;
import io.vigie.contract.event.ChannelPolicy;

/** Webhooks, chats and trackers: what is told beside people. */
@Controller("/api/v1/channels")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Person.ADMINISTRATOR)
@Tag(name = "channels")
final class ChannelController {
  private final Snapshots snapshots;
  private final Acts acts;

  ChannelController(Snapshots snapshots, Acts acts) {
    this.snapshots = snapshots;
    this.acts = acts;
  }

  @JsonInclude(JsonInclude.Include.ALWAYS)
  @Schema(name = "ChannelTested")
  record Tested(
      @Schema(description = "Of what it is told") String notification,
      @Schema(description = "Number of the act") long n) {}

  @Get
  @Operation(operationId = "listChannels", summary = "What is told beside people, by name")
  @ApiResponse(responseCode = "200", description = "All, each with its last call")
  ChannelAnswer.All all() {
    return snapshots.read(ChannelEdits::all);
  }

  @Get("/{name}")
  @Operation(operationId = "readChannel", summary = "One channel, with its last calls")
  @ApiResponse(responseCode = "200", description = "The channel")
  @ApiResponse(responseCode = "404", description = "There is none of that name")
  ChannelAnswer one(String name) {
    return snapshots.read(tables -> ChannelEdits.one(tables, name));
  }

  @Put("/{name}")
  @Operation(operationId = "putChannel", summary = "Make a channel, or change one")
  @ApiResponse(responseCode = "200", description = "Changed, or as it was")
  @ApiResponse(responseCode = "201", description = "Made")
  @ApiResponse(responseCode = "400", description = "A value breaks a rule; the detail says which")
  @ApiResponse(
      responseCode = "409",
      description = "It was changed meanwhile, is of another kind, or there are too many")
  HttpResponse<Made> put(
      HttpRequest<?> request, Authentication person, String name, @Body ChannelWish wish) {
    ChannelPolicy channel = wish.channel(name, person.getName());
    return Made.answer(
        acts.run(
            Person.of(person).from(request),
            act -> Made.by(act, ChannelEdits.put(act, channel, wish.n()))));
  }

  @Delete("/{name}")
  @Operation(operationId = "deleteChannel", summary = "Delete a channel; what waits for it is lost")
  @ApiResponse(responseCode = "204", description = "Deleted")
  @ApiResponse(responseCode = "404", description = "There is none of that name")
  HttpResponse<?> delete(HttpRequest<?> request, Authentication person, String name) {
    return acts.run(
        Person.of(person).from(request),
        act -> {
          ChannelEdits.delete(act, name);
          return HttpResponse.noContent();
        });
  }

  @Post("/{name}/test")
  @Operation(operationId = "testChannel", summary = "Tell a webhook or chat something, to see it")
  @ApiResponse(
      responseCode = "202",
      description = "It is on its way; what becomes of it stands among the last calls",
      content = @Content(schema = @Schema(implementation = Tested.class)))
  @ApiResponse(responseCode = "404", description = "There is none of that name")
  @ApiResponse(responseCode = "409", description = "It is switched off, or a tracker")
  @ApiResponse(responseCode = "429", description = "One each 10 s; Retry-After says how long")
  HttpResponse<?> test(HttpRequest<?> request, Authentication person, String name) {
    Asked asked =
        acts.runIf(
            Person.of(person).from(request),
            act -> new Asked(ChannelEdits.test(act, name), act.n()),
            each -> each.test().isDone());
    long wait = asked.test().seconds();
    return asked.test().isDone()
        ? HttpResponse.accepted().body(new Tested(asked.test().notification(), asked.n()))
        : Problem.answer(
                HttpStatus.TOO_MANY_REQUESTS,
                "one test each 10 s for each channel; try again in " + wait + " s")
            .header(HttpHeaders.RETRY_AFTER, Long.toString(wait));
  }

  private record Asked(ChannelEdits.Test test, long n) {}
}
