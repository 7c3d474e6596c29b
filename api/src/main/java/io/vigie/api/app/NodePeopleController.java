package io.vigie.api.app;

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
import io.vigie.api.act.Act;
import io.vigie.api.act.Acts;
import io.vigie.api.act.Made;
import io.vigie.api.act.Outcome;
import io.vigie.api.act.Refusal;
import io.vigie.api.filter.Sql;
import io.vigie.api.list.Missing;
import io.vigie.api.list.Sight;
import io.vigie.api.list.Sights;
import io.vigie.api.list.Snapshot;
import io.vigie.api.list.Snapshots;
import io.vigie.api.node.NodeReader;
import io.vigie.api.people.Answers;
import io.vigie.api.people.Who;
import io.vigie.api.session.Person;
import io.vigie.contract.event.AuditAct;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/** What app a node belongs to, and who answers for it. */
@Controller("/api/v1/nodes/{cluster}/{name}/people")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "nodes")
final class NodePeopleController {
  private final NodeReader nodes;
  private final Sights sights;
  private final Snapshots snapshots;
  private final Acts acts;

  NodePeopleController(NodeReader nodes, Sights sights, Snapshots snapshots, Acts acts) {
    this.nodes = nodes;
    this.sights = sights;
    this.snapshots = snapshots;
    this.acts = acts;
  }

  @Introspected
  @Schema(name = "NodePeopleWish")
  record Wish(
      @Schema(description = "Code of the app it belongs to; empty for none") String app,
      @Schema(description = "Added to those of the app") Who responsibles,
      @Schema(description = "See it") Who readers) {}

  @JsonInclude(JsonInclude.Include.ALWAYS)
  @Schema(name = "NodePeople", description = "Who answers for one node")
  record Known(
      @Schema(description = "Code of the app it belongs to; empty for none") String app,
      @Schema(description = "Those of its app") Who ofApp,
      @Schema(description = "Added to those of the app") Who responsibles,
      @Schema(description = "See it") Who readers,
      @Schema(description = "Whether you may change it") boolean editable) {}

  @Get
  @Secured(SecurityRule.IS_AUTHENTICATED)
  @Operation(operationId = "readNodePeople", summary = "Who answers for a node")
  @ApiResponse(responseCode = "200", description = "They")
  @ApiResponse(responseCode = "404", description = "There is no such node you may see")
  Known read(String cluster, String name, Authentication person) {
    String id = cluster + '/' + name;
    return snapshots
        .read(
            tables ->
                nodes.sees(tables, id, sights.of(person))
                    ? Optional.of(known(tables, id, person))
                    : Optional.<Known>empty())
        .orElseThrow(() -> Missing.object("node", id));
  }

  private Known known(Snapshot tables, String id, Authentication person) throws SQLException {
    String app = app(tables, id);
    Answers own = Answers.read(tables, of(id));
    Answers ofApp = Answers.read(tables, new Answers.Of(Answers.APP, app));
    return new Known(
        app, ofApp.responsibles(), own.responsibles(), own.readers(), sights.edits(person, app));
  }

  @Put
  @Secured(Person.APP_MANAGER)
  @Operation(
      operationId = "putNodePeople",
      summary =
          "Say what app a node belongs to and who answers for it; who is no administrator does so"
              + " within their own apps")
  @ApiResponse(responseCode = "200", description = "Changed, or as it was")
  @ApiResponse(responseCode = "400", description = "A value breaks a rule; the detail says which")
  @ApiResponse(responseCode = "403", description = "You do not answer for its app")
  @ApiResponse(responseCode = "404", description = "There is no such node")
  HttpResponse<Made> put(
      HttpRequest<?> request, Authentication person, String cluster, String name, @Body Wish wish) {
    String id = cluster + '/' + name;
    String app = wish.app() == null ? "" : wish.app();
    Answers answers = new Answers(wish.responsibles(), wish.readers());
    return Made.answer(
        acts.run(
            Person.of(person).from(request),
            act -> {
              if (!nodes.sees(act.tables(), id, Sight.ALL)) {
                throw Missing.object("node", id);
              }
              String before = app(act.tables(), id);
              if (!sights.edits(person, before) || !sights.edits(person, app)) {
                throw Refusal.foreign("you do not answer for the app of node " + id);
              }
              return Made.by(act, change(act, id, before, app, answers));
            }));
  }

  private static Outcome change(Act act, String id, String before, String app, Answers answers)
      throws SQLException {
    boolean moved = !before.equals(app);
    if (moved) {
      Apps.require(act.tables(), app);
    }
    act.update(
        "INSERT INTO node_edit (node,app,n) VALUES (?,?,?)"
            + " ON DUPLICATE KEY UPDATE app=VALUES(app),n=VALUES(n)",
        id,
        app,
        act.n());
    boolean changed = answers.change(act, of(id));
    if (moved) {
      act.note(AuditAct.CHANGE, Answers.NODE, id, Map.of("app", before), Map.of("app", app));
      if (!changed) {
        Answers.tell(act, of(id));
      }
    }
    return moved || changed ? Outcome.CHANGED : Outcome.UNCHANGED;
  }

  private static Answers.Of of(String id) {
    return new Answers.Of(Answers.NODE, id);
  }

  private static String app(Snapshot tables, String id) throws SQLException {
    return tables
        .one(
            Sql.of("SELECT app FROM node_edit WHERE node=" + Sql.place(id), id),
            row -> row.text("app"))
        .orElse("");
  }
}
