package io.vigie.api.node;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
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
import io.vigie.api.list.Moment;
import io.vigie.api.session.Person;
import io.vigie.api.session.Secret;
import io.vigie.api.web.Problem;
import io.vigie.contract.event.AuditAct;
import io.vigie.contract.id.NodeId;
import java.time.Instant;
import java.util.Map;

/** The token of a node: with it the node reports at the gateway, and for nobody but itself. */
@Controller("/api/v1/nodes/{cluster}/{name}/token")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Person.ADMINISTRATOR)
@Tag(name = "nodes")
final class NodeTokenController {
  private final NodeTokens tokens;
  private final Acts acts;

  NodeTokenController(NodeTokens tokens, Acts acts) {
    this.tokens = tokens;
    this.acts = acts;
  }

  @Schema(name = "NodeToken")
  record Known(String node, String madeBy, @Moment Instant created) {}

  @Schema(name = "MadeNodeToken")
  record Made(
      @Schema(example = "prod/n1", description = "The user name at the gateway") String node,
      @Schema(description = "Shown this once; only its digest is kept") String token,
      @Schema(
              description =
                  "Whether the node has ever reported; if not, and it should have, check its name")
          boolean known) {}

  @Get
  @Operation(operationId = "readNodeToken", summary = "Whether a node has a token, and since when")
  @ApiResponse(
      responseCode = "200",
      description = "It has one",
      content = @Content(schema = @Schema(implementation = Known.class)))
  @ApiResponse(responseCode = "404", description = "It has none")
  HttpResponse<?> read(String cluster, String name) {
    String node = cluster + '/' + name;
    return tokens
        .findByNode(node)
        .<HttpResponse<?>>map(
            kept ->
                HttpResponse.ok(
                    new Known(node, kept.madeBy(), Instant.ofEpochMilli(kept.created()))))
        .orElseGet(() -> none(node));
  }

  @Post
  @Operation(
      operationId = "makeNodeToken",
      summary = "Make a node's token; one it had is refused from then on")
  @ApiResponse(
      responseCode = "201",
      description = "The token; it is shown this once",
      content = @Content(schema = @Schema(implementation = Made.class)))
  @ApiResponse(responseCode = "400", description = "A name breaks a rule; the detail says which")
  HttpResponse<?> make(HttpRequest<?> request, Authentication person, String cluster, String name) {
    NodeId node;
    try {
      node = new NodeId(cluster, name);
    } catch (IllegalArgumentException e) {
      return Problem.answer(HttpStatus.BAD_REQUEST, e.getMessage());
    }
    String secret = Secret.make();
    acts.run(
        Person.of(person).from(request),
        act -> {
          act.update(
              "REPLACE INTO node_token (node,digest,made_by,created) VALUES (?,?,?,?)",
              node.toString(),
              Secret.digest(secret),
              person.getName(),
              System.currentTimeMillis());
          act.note(AuditAct.TOKEN_MAKE, "node token", node.toString(), Map.of(), Map.of());
          return null;
        });
    return HttpResponse.created(new Made(node.toString(), secret, tokens.isKnown(node.toString())));
  }

  @Delete
  @Operation(
      operationId = "deleteNodeToken",
      summary = "Delete a node's token; the gateway refuses it within five seconds")
  @ApiResponse(responseCode = "204", description = "Deleted")
  @ApiResponse(responseCode = "404", description = "It had none")
  HttpResponse<?> delete(
      HttpRequest<?> request, Authentication person, String cluster, String name) {
    String node = cluster + '/' + name;
    return acts.run(
        Person.of(person).from(request),
        act -> {
          if (act.update("DELETE FROM node_token WHERE node=?", node) == 0) {
            return none(node);
          }
          act.note(AuditAct.TOKEN_DELETE, "node token", node, Map.of(), Map.of());
          return HttpResponse.noContent();
        });
  }

  private static HttpResponse<?> none(String node) {
    return Problem.answer(HttpStatus.NOT_FOUND, "node " + node + " has no token");
  }
}
