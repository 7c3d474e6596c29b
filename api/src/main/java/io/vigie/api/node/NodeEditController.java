package io.vigie.api.node;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
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
import io.vigie.api.act.Made;
import io.vigie.api.act.Refusal;
import io.vigie.api.list.Missing;
import io.vigie.api.list.Sights;
import io.vigie.api.list.Snapshots;
import io.vigie.api.session.Person;
import java.util.Optional;

/** What people say of a node, beside what its agent says. */
@Controller("/api/v1/nodes/{cluster}/{name}/said")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "nodes")
final class NodeEditController {
  private final NodeReader nodes;
  private final Sights sights;
  private final Snapshots snapshots;
  private final Acts acts;

  NodeEditController(NodeReader nodes, Sights sights, Snapshots snapshots, Acts acts) {
    this.nodes = nodes;
    this.sights = sights;
    this.snapshots = snapshots;
    this.acts = acts;
  }

  @Introspected
  @Schema(name = "NodeSaidWish")
  record Wish(
      NodeSaid said,
      @Schema(description = "n as it was read: refused when it is older than the last change")
          Long n) {}

  @JsonInclude(JsonInclude.Include.ALWAYS)
  @Schema(name = "NodeSaidOf", description = "What people and its agent say of one node")
  record Told(
      NodeSaid said,
      @Schema(description = "What its agent says of the same") NodeSaid agent,
      @Schema(description = "Act that touched it last; 0 while nobody did") long n,
      @Schema(description = "Whether you may change it") boolean editable) {}

  @Get
  @Secured(SecurityRule.IS_AUTHENTICATED)
  @Operation(operationId = "readNodeSaid", summary = "What people say of a node")
  @ApiResponse(responseCode = "200", description = "That, and what its agent says")
  @ApiResponse(responseCode = "404", description = "There is no such node you may see")
  Told read(String cluster, String name, Authentication person) {
    String id = cluster + '/' + name;
    return snapshots
        .read(
            tables -> {
              if (!nodes.sees(tables, id, sights.of(person))) {
                return Optional.<Told>empty();
              }
              NodeEdits.Known known = NodeEdits.known(tables, id);
              return Optional.of(
                  new Told(
                      known.edit().said(),
                      NodeEdits.byAgent(tables, id),
                      known.n(),
                      sights.edits(person, known.edit().app())));
            })
        .orElseThrow(() -> Missing.object("node", id));
  }

  @Put
  @Secured(Person.APP_MANAGER)
  @Operation(
      operationId = "putNodeSaid",
      summary =
          "Say where a node stands and whose it is; who is no administrator does so of nodes of"
              + " their own apps")
  @ApiResponse(responseCode = "200", description = "Changed, or as it was")
  @ApiResponse(responseCode = "400", description = "A value breaks a rule; the detail says which")
  @ApiResponse(responseCode = "403", description = "You do not answer for its app")
  @ApiResponse(responseCode = "404", description = "There is no such node")
  @ApiResponse(responseCode = "409", description = "It was changed meanwhile")
  HttpResponse<Made> put(
      HttpRequest<?> request, Authentication person, String cluster, String name, @Body Wish wish) {
    String id = cluster + '/' + name;
    NodeSaid said =
        wish.said() == null ? NodeSaid.NOTHING : wish.said().checked().over(NodeSaid.NOTHING);
    return Made.answer(
        acts.run(
            Person.of(person).from(request),
            act -> {
              NodeEdits.Known known = NodeEdits.known(act.tables(), id);
              NodeEdit before = known.edit();
              if (!sights.edits(person, before.app())) {
                throw Refusal.foreign("you do not answer for the app of node " + id);
              }
              Refusal.unless(wish.n(), known.n(), "node", id);
              return Made.by(
                  act, NodeEdits.change(act, id, before, new NodeEdit(before.app(), said)));
            }));
  }
}
