package io.vigie.api.node;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.vigie.api.list.ListAnswer;
import io.vigie.api.list.ListQuery;
import io.vigie.api.list.Lists;
import io.vigie.api.list.Missing;
import io.vigie.api.list.Sights;

/** Nodes, and the page of one. */
@Controller("/api/v1/nodes")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(SecurityRule.IS_AUTHENTICATED)
@Tag(name = "nodes")
final class NodeController {
  private final Lists lists;
  private final Sights sights;
  private final NodeReader nodes;

  NodeController(Lists lists, Sights sights, NodeReader nodes) {
    this.lists = lists;
    this.sights = sights;
    this.nodes = nodes;
  }

  @Get
  @Operation(operationId = "listNodes", summary = "Nodes, worst first")
  @ApiResponse(responseCode = "200", description = "One page")
  @ApiResponse(responseCode = "400", description = "A parameter is wrong; the detail says how")
  ListAnswer<NodeRow> list(@RequestBean ListQuery query, Authentication person) {
    return lists.read(NodeTable.TABLE, query.request().getParameters(), sights.of(person));
  }

  @Get("/{cluster}/{name}")
  @Operation(operationId = "readNode", summary = "One node: its inventory and its instances")
  @ApiResponse(responseCode = "200", description = "The node")
  @ApiResponse(responseCode = "404", description = "There is no such node")
  NodeAnswer one(String cluster, String name, Authentication person) {
    return nodes
        .read(cluster, name, sights.of(person))
        .orElseThrow(() -> Missing.object("node", cluster + '/' + name));
  }
}
