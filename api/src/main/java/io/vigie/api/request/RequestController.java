package io.vigie.api.request;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.vigie.api.act.Acts;
import io.vigie.api.list.Sights;
import io.vigie.api.list.Snapshots;
import io.vigie.api.session.Person;
import java.util.List;

/** What people ask of nodes: start, stop, freeze …, and what became of it. */
@Controller("/api/v1/requests")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(SecurityRule.IS_AUTHENTICATED)
@Tag(name = "requests")
final class RequestController {
  private final Sights sights;
  private final Snapshots snapshots;
  private final RequestBook book;
  private final Requests requests;
  private final RequestKeys keys;
  private final Acts acts;

  RequestController(
      Sights sights,
      Snapshots snapshots,
      RequestBook book,
      Requests requests,
      RequestKeys keys,
      Acts acts) {
    this.acts = acts;
    this.sights = sights;
    this.snapshots = snapshots;
    this.book = book;
    this.requests = requests;
    this.keys = keys;
  }

  @JsonInclude(JsonInclude.Include.ALWAYS)
  @Schema(name = "RequestList")
  record Answer(@Schema(description = "Newest first, up to 200") List<RequestRow> rows) {}

  @Get
  @Operation(operationId = "listRequests", summary = "What was asked of nodes, newest first")
  @ApiResponse(responseCode = "200", description = "Those of which you see something")
  Answer list(Authentication person) {
    return new Answer(snapshots.read(tables -> book.rows(tables, sights.of(person))));
  }

  @Get("/key")
  @Produces(MediaType.TEXT_PLAIN)
  @Operation(
      operationId = "readRequestKey",
      summary = "The public key that requests are signed with, PEM, for vigie-agent trust")
  @ApiResponse(responseCode = "200", description = "The key")
  @ApiResponse(responseCode = "409", description = "This console's key is not the collector's")
  String key(HttpRequest<?> request, Authentication person) {
    return acts.run(
        Person.of(person).from(request),
        act -> {
          keys.mustBeTheCollectors(act);
          return keys.publicPem();
        });
  }

  @Get("/{id}")
  @Operation(operationId = "readRequest", summary = "A request and what became of it on each node")
  @ApiResponse(responseCode = "200", description = "The request")
  @ApiResponse(responseCode = "404", description = "There is no such request")
  Asked one(String id, Authentication person) {
    return requests.read(id, sights.of(person), Person.of(person));
  }

  @Post("/preview")
  @Secured(Person.OPERATOR)
  @Operation(
      operationId = "previewRequest",
      summary = "What a request would concern; nothing is asked of any node")
  @ApiResponse(responseCode = "200", description = "What would become of each")
  @ApiResponse(responseCode = "400", description = "A value breaks a rule; the detail says which")
  @ApiResponse(responseCode = "403", description = "For operators, app managers, administrators")
  RequestAnswer preview(Authentication person, @Body RequestWish wish) {
    wish.check();
    return snapshots.read(
        tables ->
            RequestAnswer.of(
                "", "", new Targets(tables, sights.of(person), wish.wanted()).of(wish)));
  }

  @Post
  @Secured(Person.OPERATOR)
  @Operation(
      operationId = "makeRequest",
      summary = "Ask nodes for an action; on more than 20 nodes propose it to a second person",
      description =
          "Each node that takes it begins it within two minutes or refuses it, and says so as an"
              + " action with the id given here.")
  @ApiResponse(responseCode = "200", description = "What became of each")
  @ApiResponse(responseCode = "400", description = "A value breaks a rule; the detail says which")
  @ApiResponse(responseCode = "403", description = "For operators, app managers, administrators")
  @ApiResponse(responseCode = "409", description = "This console's key is not the collector's")
  RequestAnswer make(HttpRequest<?> request, Authentication person, @Body RequestWish wish) {
    wish.check();
    return requests.make(Person.of(person).from(request), sights.of(person), wish);
  }

  @Post("/{id}/confirm")
  @Secured(Person.OPERATOR)
  @Operation(
      operationId = "confirmRequest",
      summary = "Let somebody else's proposal go to the nodes")
  @ApiResponse(responseCode = "200", description = "It is sent")
  @ApiResponse(responseCode = "403", description = "You do not answer for all it concerns")
  @ApiResponse(responseCode = "404", description = "There is no such request")
  @ApiResponse(responseCode = "409", description = "It is your own, or does not wait any more")
  Asked confirm(HttpRequest<?> request, Authentication person, String id) {
    Person who = Person.of(person);
    requests.confirm(who.from(request), sights.of(person), id);
    return requests.read(id, sights.of(person), who);
  }

  @Post("/{id}/withdraw")
  @Secured(Person.OPERATOR)
  @Operation(operationId = "withdrawRequest", summary = "Take a proposal back, or turn it down")
  @ApiResponse(responseCode = "200", description = "It is withdrawn")
  @ApiResponse(responseCode = "403", description = "It is not yours, nor what it concerns")
  @ApiResponse(responseCode = "404", description = "There is no such request")
  @ApiResponse(responseCode = "409", description = "It does not wait any more")
  Asked withdraw(HttpRequest<?> request, Authentication person, String id) {
    Person who = Person.of(person);
    requests.withdraw(who.from(request), sights.of(person), id);
    return requests.read(id, sights.of(person), who);
  }
}
