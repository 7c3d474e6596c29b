package io.vigie.api.request;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vigie.api.list.Answering;
import io.vigie.api.list.Columns;
import io.vigie.api.list.Scope;
import io.vigie.contract.availability.Availability;
import io.vigie.contract.availability.Topology;
import io.vigie.contract.event.NodeState;
import io.vigie.contract.id.InstanceId;
import io.vigie.contract.id.NodeId;
import java.sql.SQLException;
import java.util.List;

/** One service on one node as a request finds it. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "RequestTarget")
record Target(
    @Schema(example = "prod/web@n1") String id,
    String cluster,
    String service,
    String node,
    String app,
    String env,
    String nodeEnv,
    Topology topology,
    String preferredNode,
    Availability avail,
    boolean stale,
    boolean frozen,
    boolean servedElsewhere,
    NodeState nodeState,
    @Schema(description = "What its node does on request; empty: nothing") List<String> actions,
    @Schema(type = "string", description = Fate.WORDS) Fate fate) {
  static final String COLUMNS =
      "i.id,i.cluster,i.service,i.node,i.app,i.env,i.node_env,i.topology,i.preferred_node,i.avail,"
          + "i.stale,i.frozen,i.served_elsewhere,COALESCE(d.state,'known') AS state,"
          + "COALESCE(v.requests,'[]') AS requests";

  /** The node of each, and what its agent says. */
  static final String FROM =
      "instance i LEFT JOIN node d ON d.id=CONCAT(i.cluster,'/',i.node)"
          + " LEFT JOIN node_inventory v ON v.id=d.id";

  private static final String PRODUCTION = "PRD";

  static Target read(Columns columns) throws SQLException {
    return new Target(
        columns.text("id"),
        columns.text("cluster"),
        columns.text("service"),
        columns.text("node"),
        columns.text("app"),
        columns.text("env"),
        columns.text("node_env"),
        Topology.parse(columns.text("topology")),
        columns.text("preferred_node"),
        Availability.parse(columns.text("avail")),
        columns.flag("stale"),
        columns.flag("frozen"),
        columns.flag("served_elsewhere"),
        NodeState.parse(columns.text("state")),
        columns.json("requests", Answering.NAMES),
        Fate.DONE);
  }

  /** Of something there is not, or not for this person. */
  static Target missing(InstanceId id) {
    return new Target(
        id.toString(),
        id.cluster(),
        id.service(),
        id.node(),
        "",
        "",
        "",
        Topology.FAILOVER,
        "",
        Availability.UNDEF,
        false,
        false,
        false,
        NodeState.KNOWN,
        List.of(),
        Fate.MISSING);
  }

  Target with(Fate other) {
    return new Target(
        id,
        cluster,
        service,
        node,
        app,
        env,
        nodeEnv,
        topology,
        preferredNode,
        avail,
        stale,
        frozen,
        servedElsewhere,
        nodeState,
        actions,
        other);
  }

  boolean asked() {
    return fate == Fate.DONE;
  }

  boolean serves() {
    return switch (avail) {
      case UP, WARN -> true;
      case DOWN, NA, UNDEF, STDBY_UP, STDBY_DOWN -> false;
    };
  }

  boolean inProduction() {
    return env.equals(PRODUCTION) || nodeEnv.equals(PRODUCTION);
  }

  String serviceId() {
    return cluster + '/' + service;
  }

  NodeId nodeId() {
    return new NodeId(cluster, node);
  }

  Scope scope() {
    return Scope.of(app, cluster, service, node);
  }
}
