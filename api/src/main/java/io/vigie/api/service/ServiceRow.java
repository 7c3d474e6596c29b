package io.vigie.api.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vigie.api.list.Answering;
import io.vigie.api.list.Columns;
import io.vigie.api.list.Moment;
import io.vigie.api.list.Row;
import io.vigie.api.list.Scope;
import io.vigie.contract.availability.Availability;
import io.vigie.contract.availability.Topology;
import io.vigie.contract.event.ServiceHealth;
import io.vigie.contract.id.ResourceGroup;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** One service, now: its instances folded into one row. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(description = "One service, now: its instances folded into one row")
public record ServiceRow(
    @Schema(example = "default/web") String id,
    @Schema(description = "Change number: the greater is the newer") long n,
    String cluster,
    String service,
    @Schema(example = "PRD") String env,
    @Schema(description = "Application code; empty when none is configured") String app,
    @Schema(description = "People and groups answerable for it") List<String> responsibles,
    String containerType,
    Topology topology,
    @Schema(description = "Fewest nodes a flex service must be up on") int flexMin,
    @Schema(description = "Most nodes a flex service may be up on") int flexMax,
    @Schema(description = "First of its nodes; empty when none is configured") String preferredNode,
    List<String> nodes,
    @Schema(description = "Nodes whose trusted instance is up") List<String> upNodes,
    @Schema(description = "Nodes whose trusted instance is warn") List<String> warnNodes,
    @Schema(description = "Why avail is undef: untrusted instances that were up or warn")
        List<String> lastKnownUpOn,
    @Schema(description = "How many instances it has") int instances,
    Availability avail,
    @Schema(description = "avail and every warning of its instances") Availability overall,
    @Schema(description = "At least one instance is not trusted") boolean stale,
    @Schema(description = "At least one instance is frozen") boolean frozen,
    boolean misplaced,
    @Schema(description = "Action that runs now; empty when none") String action,
    @Schema(description = "Its instances' availability by group of resources, folded")
        Map<ResourceGroup, Availability> groups,
    @Schema(description = "When this state began") @Moment Instant since)
    implements Row {
  static final String RESPONSIBLES = Answering.ofService("s.app", "s.id");

  /** Columns of table {@code service} that {@link #read} wants. */
  static final String COLUMNS =
      "s.id,s.n,s.cluster,s.service,s.env,s.app,s.container_type,s.topology,s.flex_min,s.flex_max,"
          + "s.preferred_node,s.nodes,s.up_nodes,s.warn_nodes,s.last_known_up_on,s.instances,s.avail,s.overall,"
          + "s.stale,s.frozen,s.misplaced,s.action,s.badges,s.since,"
          + RESPONSIBLES
          + " AS responsibles";

  @Override
  public Scope scope() {
    return new Scope(
        List.of(app), List.of(id), nodes.stream().map(node -> cluster + '/' + node).toList());
  }

  /**
   * @param responsibles which the event does not carry
   */
  public static ServiceRow of(ServiceHealth e, List<String> responsibles) {
    return new ServiceRow(
        e.key(),
        e.n(),
        e.service().cluster(),
        e.service().service(),
        e.env(),
        e.app(),
        responsibles,
        e.containerType(),
        e.topology(),
        e.flexMin(),
        e.flexMax(),
        e.preferredNode(),
        e.nodes(),
        e.upNodes(),
        e.warnNodes(),
        e.lastKnownUpOn(),
        e.instances(),
        e.avail(),
        e.overall(),
        e.stale(),
        e.frozen(),
        e.misplaced(),
        e.action(),
        e.groups(),
        e.since());
  }

  static ServiceRow read(Columns columns) throws SQLException {
    return new ServiceRow(
        columns.text("id"),
        columns.number("n"),
        columns.text("cluster"),
        columns.text("service"),
        columns.text("env"),
        columns.text("app"),
        columns.json("responsibles", Answering.NAMES),
        columns.text("container_type"),
        Topology.parse(columns.text("topology")),
        (int) columns.number("flex_min"),
        (int) columns.number("flex_max"),
        columns.text("preferred_node"),
        columns.json("nodes", Answering.NAMES),
        columns.json("up_nodes", Answering.NAMES),
        columns.json("warn_nodes", Answering.NAMES),
        columns.json("last_known_up_on", Answering.NAMES),
        (int) columns.number("instances"),
        Availability.parse(columns.text("avail")),
        Availability.parse(columns.text("overall")),
        columns.flag("stale"),
        columns.flag("frozen"),
        columns.flag("misplaced"),
        columns.text("action"),
        columns.badges(),
        columns.moment("since"));
  }
}
