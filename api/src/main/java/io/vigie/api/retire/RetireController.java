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
import io.vigie.api.act.Act;
import io.vigie.api.act.Acts;
import io.vigie.api.act.Refusal;
import io.vigie.api.filter.Sql;
import io.vigie.api.list.Missing;
import io.vigie.api.list.Snapshot;
import io.vigie.api.session.Person;
import io.vigie.contract.event.AuditAct;
import io.vigie.contract.event.Event;
import io.vigie.contract.event.NodeRetire;
import io.vigie.contract.event.NodeState;
import io.vigie.contract.event.ServiceRetire;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.id.ServiceId;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

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
    String id = cluster + '/' + name;
    return acts.run(
        Person.of(person).from(request),
        act ->
            done(
                act,
                "node",
                new NodeRetire(NodeId.parse(id), epoch(act.tables(), id), person.getName())));
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
    String id = cluster + '/' + name;
    return acts.run(
        Person.of(person).from(request),
        act ->
            done(
                act,
                "service",
                new ServiceRetire(
                    ServiceId.parse(id), epochs(act.tables(), cluster, name), person.getName())));
  }

  private static HttpResponse<Retired> done(Act act, String kind, Event command)
      throws SQLException {
    act.order(command);
    act.note(AuditAct.RETIRE, kind, command.key(), Map.of(), Map.of());
    return HttpResponse.accepted().body(new Retired(act.n()));
  }

  private static long epoch(Snapshot tables, String id) throws SQLException {
    return tables
        .one(
            Sql.of("SELECT state,epoch FROM node WHERE id=" + Sql.place(id), id),
            row -> {
              if (NodeState.parse(row.text("state")) == NodeState.RETIRED) {
                throw Refusal.conflict("node " + id + " is retired already");
              }
              return row.number("epoch");
            })
        .orElseThrow(() -> Missing.object("node", id));
  }

  /** Of each node that has it, or has a configuration of it. */
  private static Map<String, Long> epochs(Snapshot tables, String cluster, String service)
      throws SQLException {
    String id = cluster + '/' + service;
    if (tables
        .one(Sql.of("SELECT 1 FROM service WHERE id=" + Sql.place(id), id), row -> true)
        .isEmpty()) {
      throw Missing.object("service", id);
    }
    Map<String, Long> epochs = new TreeMap<>();
    tables.all(
        Sql.of(
            "SELECT h.node,COALESCE(d.epoch,0) AS epoch FROM"
                + " (SELECT node FROM instance WHERE service=? AND cluster=?"
                + " UNION SELECT node FROM service_config WHERE service=? AND cluster=?) h"
                + " LEFT JOIN node d ON d.id=CONCAT(?,'/',h.node)",
            service,
            cluster,
            service,
            cluster,
            cluster),
        row -> epochs.put(row.text("node"), row.number("epoch")));
    return epochs;
  }
}
