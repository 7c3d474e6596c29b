package io.vigie.api.retire;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.vigie.api.act.Acts;
import io.vigie.api.session.Person;
import io.vigie.contract.event.AuditAct;
import java.util.Map;

/** The end of nodes and services: a command to the streams, bound to what is known now. */
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Person.ADMINISTRATOR)
final class RetireController {
  private final Acts acts;

  RetireController(Acts acts) {
    this.acts = acts;
  }

  @Schema(name = "Retired")
  record Retired(@Schema(description = "Number of the act") long n) {}

  @Post("/nodes/{cluster}/{name}/retire")
  @Tag(name = "nodes")
  @Operation(
      operationId = "retireNode",
      summary = "Retire a node: it and its instances end, their history stays",
      description =
          "What it says goes unheard until its agent is started anew; that brings it back.")
  @ApiResponse(responseCode = "202", description = "Told to the streams; done within seconds")
  @ApiResponse(responseCode = "404", description = "There is no such node")
  @ApiResponse(responseCode = "409", description = "It is retired already")
  HttpResponse<Retired> node(
      HttpRequest<?> request, Authentication person, String cluster, String name) {
    return retire(request, person, Retirement.NODE, cluster + '/' + name);
  }

  @Post("/services/{cluster}/{name}/retire")
  @Tag(name = "services")
  @Operation(
      operationId = "retireService",
      summary = "Retire a service: it ends on all its nodes, its history stays",
      description =
          "What a node says of it goes unheard until its agent is started anew; if it has the"
              + " service still, that brings it back.")
  @ApiResponse(responseCode = "202", description = "Told to the streams; done within seconds")
  @ApiResponse(responseCode = "404", description = "There is no such service")
  HttpResponse<Retired> service(
      HttpRequest<?> request, Authentication person, String cluster, String name) {
    return retire(request, person, Retirement.SERVICE, cluster + '/' + name);
  }

  private HttpResponse<Retired> retire(
      HttpRequest<?> request, Authentication person, String kind, String id) {
    return acts.run(
        Person.of(person).from(request),
        act -> {
          act.order(Retirement.of(act.tables(), kind, id, person.getName()));
          act.note(AuditAct.RETIRE, kind, id, Map.of(), Map.of());
          return HttpResponse.<Retired>accepted().body(new Retired(act.n()));
        });
  }
}
