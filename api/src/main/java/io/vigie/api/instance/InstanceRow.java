package io.vigie.api.instance;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vigie.api.list.Answering;
import io.vigie.api.list.Columns;
import io.vigie.api.list.Moment;
import io.vigie.api.list.Row;
import io.vigie.api.list.Scope;
import io.vigie.contract.availability.Availability;
import io.vigie.contract.availability.Topology;
import io.vigie.contract.event.InstanceHealth;
import io.vigie.contract.id.ResourceGroup;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** One service on one node, now: a row of the Services view. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(description = "One service on one node, now")
public record InstanceRow(
    @Schema(example = "default/web@n1") String id,
    @Schema(description = "Change number: the greater is the newer") long n,
    String cluster,
    String service,
    String node,
    @Schema(example = "PRD", description = "Environment of the node") String nodeEnv,
    @Schema(example = "PRD", description = "Environment of the service") String env,
    @Schema(description = "Application code; empty when none is configured") String app,
    @Schema(description = "People and groups answerable for it") List<String> responsibles,
    String containerType,
    Topology topology,
    @Schema(description = "First of the service's nodes; empty when none is configured")
        String preferredNode,
    @Schema(description = "Whether it serves; the last known word when stale") Availability avail,
    @Schema(description = "avail and every warning, optional, sync and task resource")
        Availability overall,
    @Schema(description = "Whether the service's availability counts it") boolean trusted,
    boolean stale,
    @Schema(
            example = "node-silent",
            description =
                "node-silent, no-report, superseded, never-heard or leaving; empty when fresh")
        String staleReason,
    boolean frozen,
    boolean provisioned,
    boolean misplaced,
    @Schema(description = "Down here, of a failover service that is up or warn on another node")
        boolean servedElsewhere,
    @Schema(description = "Action that runs now; empty when none") String action,
    @Schema(description = "State of the failover monitor; empty when none") String monitor,
    @Schema(description = "Availability by group of resources: ip, disk, fs, share, container …")
        Map<ResourceGroup, Availability> groups,
    @Schema(description = "When this state began") @Moment Instant since,
    @Schema(description = "Last change, or turning stale; null when never heard") @Moment
        Instant lastReport)
    implements Row {
  static final String RESPONSIBLES =
      Answering.ofService("i.app", "CONCAT(i.cluster,'/',i.service)");

  /** Columns of table {@code instance} that {@link #read} wants. */
  static final String COLUMNS =
      "i.id,i.n,i.cluster,i.service,i.node,i.node_env,i.env,i.app,i.container_type,i.topology,"
          + "i.preferred_node,i.avail,i.overall,i.trusted,i.stale,i.stale_reason,i.frozen,"
          + "i.provisioned,i.misplaced,i.served_elsewhere,i.action,i.monitor,i.badges,i.since,i.last_report,"
          + RESPONSIBLES
          + " AS responsibles";

  @Override
  public Scope scope() {
    return Scope.of(app, cluster, service, node);
  }

  /**
   * @param responsibles which the event does not carry
   */
  public static InstanceRow of(InstanceHealth e, List<String> responsibles) {
    return new InstanceRow(
        e.key(),
        e.n(),
        e.instance().cluster(),
        e.instance().service(),
        e.instance().node(),
        e.nodeEnv(),
        e.env(),
        e.app(),
        responsibles,
        e.containerType(),
        e.topology(),
        e.preferredNode(),
        e.avail(),
        e.overall(),
        e.trusted(),
        e.stale(),
        e.staleReason(),
        e.frozen(),
        e.provisioned(),
        e.misplaced(),
        e.servedElsewhere(),
        e.action(),
        e.monitor(),
        e.groups(),
        e.since(),
        e.lastReport());
  }

  static InstanceRow read(Columns columns) throws SQLException {
    return new InstanceRow(
        columns.text("id"),
        columns.number("n"),
        columns.text("cluster"),
        columns.text("service"),
        columns.text("node"),
        columns.text("node_env"),
        columns.text("env"),
        columns.text("app"),
        columns.json("responsibles", Answering.NAMES),
        columns.text("container_type"),
        Topology.parse(columns.text("topology")),
        columns.text("preferred_node"),
        Availability.parse(columns.text("avail")),
        Availability.parse(columns.text("overall")),
        columns.flag("trusted"),
        columns.flag("stale"),
        columns.text("stale_reason"),
        columns.flag("frozen"),
        columns.flag("provisioned"),
        columns.flag("misplaced"),
        columns.flag("served_elsewhere"),
        columns.text("action"),
        columns.text("monitor"),
        columns.badges(),
        columns.moment("since"),
        columns.moment("last_report"));
  }
}
