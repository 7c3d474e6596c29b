package io.vigie.api.sync;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vigie.api.list.Columns;
import io.vigie.api.list.Moment;
import io.vigie.api.list.Row;
import io.vigie.api.list.Scope;
import io.vigie.api.node.NodePlace;
import io.vigie.contract.event.ActionStatus;
import io.vigie.contract.event.SyncHealth;
import io.vigie.contract.sync.SyncState;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** The copy of one resource of a service on one target, now. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "SyncRow", description = "The copy of one resource of a service on one target, now")
public record SyncRow(
    @Schema(
            example = "prod/web:sync#drp/n9",
            description = "After sync-late: or sync-failed: the id of the alert about it")
        String id,
    @Schema(description = "Offset of the newest record about it: the greater is the newer") long n,
    String cluster,
    String service,
    @Schema(example = "sync#drp") String rid,
    @Schema(description = "Node that receives it") String target,
    @Schema(description = "Node that sent last") String source,
    @Schema(description = "Application code of the service; empty when none is configured")
        String app,
    @Schema(description = "Of the service") String env,
    @Schema(description = "The target is a disaster-recovery node of the service") boolean disaster,
    @Schema(description = "Of the target; empty when it is not known") String site,
    @Schema(
            description =
                "ok; failed: the last run, the copy before is young enough; late: older than it may"
                    + " be; never: no good one is known")
        SyncState state,
    @Schema(description = "When this state began") @Moment Instant since,
    @Schema(description = "Moment of the data of the last good copy; null: none is known") @Moment
        Instant lastGood,
    @Schema(description = "How old a good copy may become; 0: not known") long maxDelaySeconds,
    @Schema(description = "null: not known") @Moment Instant nextDue,
    @Schema(description = "How the last run ended") ActionStatus status,
    @Schema(description = "Id of the action the last run was part of; empty: not known")
        String action,
    @Moment Instant begin,
    @Moment Instant end,
    @Schema(description = "Why the last run sent nothing, or not all") String reason,
    long files,
    long bytes,
    long bytesPerSecond,
    String snapshot,
    @Schema(description = "Of continuous replication; null for runs") Long lagSeconds)
    implements Row {
  /** Columns of {@link SyncTable#TABLE} that {@link #read} wants. */
  static final String COLUMNS =
      "c.id,c.pos,c.cluster,c.service,c.rid,c.target,c.source,c.app,c.env,c.disaster,c.state,c.since,"
          + "c.last_good,c.max_delay,c.next_due,c.status,c.action,c.begin_at,c.end_at,c.reason,c.files,"
          + "c.bytes,c.speed,c.snapshot,c.lag_seconds,"
          + NodePlace.SITE
          + " AS site";

  @Override
  public Scope scope() {
    return new Scope(
        List.of(app),
        List.of(cluster + '/' + service),
        List.of(cluster + '/' + source, cluster + '/' + target));
  }

  /**
   * @param offset of its record
   * @param site of the target, which the event does not carry
   */
  public static SyncRow of(SyncHealth e, long offset, String site) {
    return new SyncRow(
        e.key(),
        offset,
        e.service().cluster(),
        e.service().service(),
        e.rid().toString(),
        e.target(),
        e.source(),
        e.app(),
        e.env(),
        e.disaster(),
        site,
        e.state(),
        e.since(),
        e.lastGood(),
        e.maxDelaySeconds(),
        e.nextDue(),
        e.status(),
        e.action(),
        e.begin(),
        e.end(),
        e.reason(),
        e.files(),
        e.bytes(),
        e.bytesPerSecond(),
        e.snapshot(),
        e.lagSeconds());
  }

  static SyncRow read(Columns columns) throws SQLException {
    return new SyncRow(
        columns.text("id"),
        columns.number("pos"),
        columns.text("cluster"),
        columns.text("service"),
        columns.text("rid"),
        columns.text("target"),
        columns.text("source"),
        columns.text("app"),
        columns.text("env"),
        columns.flag("disaster"),
        columns.text("site"),
        SyncState.parse(columns.text("state")),
        columns.moment("since"),
        columns.moment("last_good"),
        columns.number("max_delay"),
        columns.moment("next_due"),
        ActionStatus.parse(columns.text("status")),
        columns.text("action"),
        columns.moment("begin_at"),
        columns.moment("end_at"),
        columns.text("reason"),
        columns.number("files"),
        columns.number("bytes"),
        columns.number("speed"),
        columns.text("snapshot"),
        columns.numberOrNull("lag_seconds"));
  }
}
