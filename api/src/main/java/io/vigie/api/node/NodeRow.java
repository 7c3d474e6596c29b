package io.vigie.api.node;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vigie.api.list.Columns;
import io.vigie.api.list.Moment;
import io.vigie.api.list.Row;
import io.vigie.api.list.Scope;
import io.vigie.contract.event.Maintenance;
import io.vigie.contract.event.NodeHealth;
import io.vigie.contract.event.NodeState;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One node, now. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(description = "One node, now")
public record NodeRow(
    @Schema(example = "default/n1") String id,
    @Schema(description = "Change number: the greater is the newer") long n,
    String cluster,
    String node,
    NodeState state,
    boolean frozen,
    @Schema(example = "PRD") String env,
    String site,
    String agentVersion,
    @Schema(description = "Clock error, milliseconds, positive when the node is behind")
        long skewMillis,
    @Schema(description = "While leaving: how long the grace is, seconds") int graceSeconds,
    @Schema(description = "Somebody works on it until then; null: nobody does") @Moment
        Instant maintenanceUntil,
    @Schema(description = "Why; empty while nobody does") String maintenanceComment,
    @Schema(description = "Who said so, as user@node") String maintenanceBy,
    @JsonUnwrapped NodeExtras extras,
    @Schema(description = "When this state began") @Moment Instant since,
    @Schema(
            description =
                "Last sign of life, at most a minute old while alive; null when never heard")
        @Moment
        Instant lastSeen)
    implements Row {
  static final String COLUMNS =
      "d.id,d.n,d.cluster,d.node,d.state,d.frozen,d.env,"
          + NodePlace.SITE
          + " AS site,d.agent_version,d.skew_millis,"
          + "d.grace_seconds,d.maintenance_until,d.maintenance_comment,d.maintenance_by,"
          + "d.since,d.last_seen,"
          + NodeExtras.COLUMNS;

  @Override
  public Scope scope() {
    List<String> apps = new ArrayList<>(extras.apps());
    if (!extras.app().isEmpty()) {
      apps.add(extras.app());
    }
    return new Scope(apps, List.of(), List.of(id));
  }

  /**
   * @param extras of this node, as {@link NodeReader#extras} has them
   */
  public static NodeRow of(NodeHealth e, NodeExtras extras) {
    Maintenance maintenance = e.maintenance();
    return new NodeRow(
        e.key(),
        e.n(),
        e.node().cluster(),
        e.node().node(),
        e.state(),
        e.frozen(),
        e.env(),
        extras.saidSite().isEmpty() ? e.site() : extras.saidSite(),
        e.agentVersion(),
        e.skewMillis(),
        e.graceSeconds(),
        maintenance == null ? null : maintenance.until(),
        maintenance == null ? "" : maintenance.comment(),
        maintenance == null ? "" : maintenance.by(),
        extras,
        e.since(),
        e.lastSeen());
  }

  static NodeRow read(Columns columns) throws SQLException {
    return new NodeRow(
        columns.text("id"),
        columns.number("n"),
        columns.text("cluster"),
        columns.text("node"),
        NodeState.parse(columns.text("state")),
        columns.flag("frozen"),
        columns.text("env"),
        columns.text("site"),
        columns.text("agent_version"),
        columns.number("skew_millis"),
        (int) columns.number("grace_seconds"),
        columns.moment("maintenance_until"),
        columns.text("maintenance_comment"),
        columns.text("maintenance_by"),
        NodeExtras.read(columns),
        columns.moment("since"),
        columns.moment("last_seen"));
  }
}
