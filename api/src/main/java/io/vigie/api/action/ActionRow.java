package io.vigie.api.action;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vigie.api.list.Columns;
import io.vigie.api.list.Moment;
import io.vigie.api.list.Row;
import io.vigie.api.list.Scope;
import io.vigie.contract.event.ActionBegin;
import io.vigie.contract.event.ActionEnd;
import io.vigie.contract.event.ActionOrigin;
import io.vigie.contract.id.InstanceId;
import java.sql.SQLException;
import java.time.Instant;

/** One command on one node for one service: a row of the audit. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(description = "One command on one node for one service")
public record ActionRow(
    String id,
    @Schema(description = "Of the newest record about it: the greater is the newer") long n,
    String cluster,
    String service,
    String node,
    @Schema(description = "Application code of the service; empty when none is configured")
        String app,
    @Schema(example = "start", description = "Empty while only lines of it are known")
        String action,
    @Schema(description = "running, ok, warn, err or off (nothing to do)") String status,
    ActionOrigin origin,
    @Schema(description = "Who asked, as the node knows them") String by,
    long pid,
    @Moment Instant begin,
    @Schema(description = "null while it runs") @Moment Instant end,
    @Schema(description = "Who acknowledged that it failed; empty: nobody") String acknowledged,
    @Schema(description = "null: nobody did") @Moment Instant acknowledgedAt,
    @Schema(description = "What they said") String comment)
    implements Row {
  static final String RUNNING = "running";

  // what was taken back left an empty name
  static final String KNOWN_BY = "NULLIF(known.by_whom,'')";
  static final String KNOWN_AT = "IF(known.by_whom='',NULL,known.at)";

  /** What people said of it stands on a topic of its own, and makes it newer too. */
  static final String SAID = "COALESCE(known.pos+1,0)";

  /** Columns of {@link ActionTable#TABLE} that {@link #read} wants. */
  static final String COLUMNS =
      "a.id,a.n+"
          + SAID
          + " AS n,a.cluster,a.service,a.node,COALESCE(s.app,'') AS app,a.action,a.status,a.origin,"
          + "a.by_whom,a.pid,a.begin_at,a.end_at,"
          + KNOWN_BY
          + " AS ack_by,"
          + KNOWN_AT
          + " AS ack_at,known.comment AS ack_comment";

  /**
   * @param offset of its record
   * @param app of the service, as table {@code service} has it
   */
  public static ActionRow of(ActionBegin e, long offset, String app) {
    return of(
        e.id(),
        offset,
        e.instance(),
        app,
        e.action(),
        RUNNING,
        e.origin(),
        e.by(),
        e.pid(),
        e.begin(),
        null);
  }

  /**
   * @param offset of its record
   * @param app of the service, as table {@code service} has it
   */
  public static ActionRow of(ActionEnd e, long offset, String app) {
    return of(
        e.id(),
        offset,
        e.instance(),
        app,
        e.action(),
        e.status().wire(),
        e.origin(),
        e.by(),
        e.pid(),
        e.begin(),
        e.end());
  }

  private static ActionRow of(
      String id,
      long offset,
      InstanceId instance,
      String app,
      String action,
      String status,
      ActionOrigin origin,
      String by,
      long pid,
      Instant begin,
      Instant end) {
    return new ActionRow(
        id,
        offset,
        instance.cluster(),
        instance.service(),
        instance.node(),
        app,
        action,
        status,
        origin,
        by,
        pid,
        begin,
        end,
        "",
        null,
        "");
  }

  @Override
  public Scope scope() {
    return Scope.of(app, cluster, service, node);
  }

  /** The same action after one more record about it, a line of its log for example. */
  public ActionRow at(long number) {
    return known(number, acknowledged, acknowledgedAt, comment);
  }

  /**
   * The same action when somebody knows of it, or nobody any more.
   *
   * @param who empty: nobody
   * @param at null: nobody
   */
  public ActionRow known(long number, String who, Instant at, String said) {
    return new ActionRow(
        id, number, cluster, service, node, app, action, status, origin, by, pid, begin, end, who,
        at, said);
  }

  /** How long it took, milliseconds; null while it runs. */
  @JsonProperty
  @Schema(description = "null while it runs")
  public Long durationMillis() {
    return end == null ? null : Math.max(0, end.toEpochMilli() - begin.toEpochMilli());
  }

  public static ActionRow read(Columns columns) throws SQLException {
    return new ActionRow(
        columns.text("id"),
        columns.number("n"),
        columns.text("cluster"),
        columns.text("service"),
        columns.text("node"),
        columns.text("app"),
        columns.text("action"),
        columns.text("status"),
        ActionOrigin.parse(columns.text("origin")),
        columns.text("by_whom"),
        columns.number("pid"),
        columns.moment("begin_at"),
        columns.moment("end_at"),
        columns.text("ack_by"),
        columns.moment("ack_at"),
        columns.text("ack_comment"));
  }
}
