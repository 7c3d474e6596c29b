package io.vigie.api.alert;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.type.TypeReference;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vigie.api.list.Answering;
import io.vigie.api.list.Columns;
import io.vigie.api.list.Moment;
import io.vigie.api.list.Row;
import io.vigie.api.list.Scope;
import io.vigie.contract.alert.AlertMove;
import io.vigie.contract.alert.AlertState;
import io.vigie.contract.alert.Severity;
import io.vigie.contract.event.Alert;
import io.vigie.contract.id.AlertId;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.id.ServiceId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** One alert, as it is now or as it ended. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "AlertRow", description = "One alert, as it is now or as it ended")
public record AlertRow(
    @Schema(example = "service-unavailable:prod/web", description = "kind:anchor or more finely")
        String id,
    @Schema(description = "Offset of the newest record about it: the greater is the newer") long n,
    @Schema(example = "service-unavailable") String kind,
    @Schema(description = "info, warning, error or critical") Severity severity,
    @Schema(description = "open or resolved") AlertState state,
    @Schema(description = "Service, node, app or site it is about; fleet; collector") String anchor,
    @Schema(description = "What of its anchor: an instance's node, a resource, an action …")
        String detail,
    @Schema(description = "Of its service and node; empty for none") String cluster,
    @Schema(description = "Empty when it is about none") String service,
    @Schema(description = "Empty when it is about none") String node,
    @Schema(description = "First of apps; empty for none") String app,
    @Schema(description = "Codes of the apps it concerns") List<String> apps,
    String env,
    @Schema(description = "Its severity is that of production") boolean production,
    @Schema(description = "Five occurrences in an hour: nobody is told until it is steady")
        boolean flapping,
    @Schema(description = "Alert that is its root, under which it is shown; empty for none")
        String heldBy,
    @Schema(
            description =
                "Silence that hits it, or hit it when it ended; maintenance:cluster/node when it"
                    + " lies on nodes that somebody works on; empty for none")
        String silencedBy,
    @Schema(description = "A silence hits it: nobody is told") boolean silenced,
    @Schema(description = "Counts up each time it is raised anew; acknowledgements name it")
        long episode,
    @Schema(description = "Within the episode") int occurrence,
    @Schema(description = "When what raised it began") @Moment Instant since,
    @Schema(description = "When it was raised") @Moment Instant raised,
    @Schema(description = "When it changed last") @Moment Instant at,
    @Schema(description = "When it ended; null while open") @Moment Instant resolved,
    @Schema(
            description =
                "Why it ended: cleared, retired, acknowledged, rule, withdrawn, timed out; empty"
                    + " while open")
        String reason,
    @Schema(description = "Who acknowledged it; empty: nobody") String acknowledged,
    @Schema(description = "null: nobody did") @Moment Instant acknowledgedAt,
    @Schema(description = "What they said") String comment,
    @Schema(description = "When the acknowledgement ends; null: with the alert") @Moment
        Instant expires,
    @Schema(description = "The acknowledgement outlives the alert") boolean sticky,
    @Schema(example = "mail:12", description = "By which people were told of it; empty for none")
        String ticket,
    @Schema(description = "When the first of them was; null for none") @Moment Instant ticketedAt,
    @Schema(description = "Who took it, for a person") String ticketComment,
    @Schema(description = "What decided it, in words of the field") Map<String, String> facts)
    implements Row {
  private static final String COLLECTOR = "collector";

  static final TypeReference<Map<String, String>> FACTS = new TypeReference<>() {};

  /** Columns of table {@code alert} that {@link #read} wants. */
  public static final String COLUMNS =
      "a.id,a.pos,a.kind,a.severity,a.state,a.anchor,a.detail,a.cluster,a.service,a.node,a.app,"
          + "a.apps,a.env,a.production,a.flapping,a.held_by,a.silenced_by,a.episode,a.occurrence,a.since,a.raised,"
          + "a.at,a.resolved,a.reason,a.ack_by,a.ack_at,a.ack_comment,a.ack_expires,a.ack_sticky,"
          + "a.ticket,a.ticketed_at,a.ticket_comment,a.facts";

  /**
   * @param offset of its record
   */
  public static AlertRow of(Alert e, long offset) {
    ServiceId service = e.service();
    NodeId node = e.node();
    Alert.Acknowledgement ack = e.acknowledged();
    Alert.Ticketing told = e.ticketed();
    return new AlertRow(
        e.key(),
        offset,
        e.alert().word(),
        e.severity(),
        e.state(),
        e.alert().anchor(),
        e.alert().detail(),
        service != null ? service.cluster() : node != null ? node.cluster() : "",
        service == null ? "" : service.service(),
        node == null ? "" : node.node(),
        e.apps().isEmpty() ? "" : e.apps().get(0),
        e.apps(),
        e.env(),
        e.production(),
        e.flapping(),
        e.heldBy() == null ? "" : e.heldBy().toString(),
        e.silencedBy(),
        !e.silencedBy().isEmpty(),
        e.episode(),
        e.occurrence(),
        e.since(),
        e.raised(),
        e.at(),
        e.resolved(),
        e.reason(),
        ack == null ? "" : ack.by(),
        ack == null ? null : ack.at(),
        ack == null ? "" : ack.comment(),
        ack == null ? null : ack.expires(),
        ack != null && ack.sticky(),
        told == null ? "" : told.ticket().toString(),
        told == null ? null : told.at(),
        told == null ? "" : told.comment(),
        e.facts());
  }

  @Override
  public Scope scope() {
    boolean ofNone = service.isEmpty() && node.isEmpty() && apps.isEmpty();
    if (ofNone) {
      return anchor.equals(COLLECTOR) ? Scope.NONE : Scope.FLEET;
    }
    return new Scope(
        apps.isEmpty() && !service.isEmpty() ? List.of("") : apps,
        service.isEmpty() ? List.of() : List.of(cluster + '/' + service),
        node.isEmpty() ? List.of() : List.of(cluster + '/' + node));
  }

  /** As streams told it, without what decided it, and that severe. */
  public Alert alert(Severity as) {
    return new Alert(
        AlertId.parse(id),
        1,
        episode,
        occurrence,
        state,
        as,
        AlertMove.CHANGED,
        flapping,
        heldBy.isEmpty() ? null : AlertId.parse(heldBy),
        since,
        raised,
        at,
        resolved,
        reason,
        env,
        production,
        apps,
        service.isEmpty() ? null : new ServiceId(cluster, service),
        node.isEmpty() ? null : new NodeId(cluster, node),
        silencedBy,
        null,
        null,
        facts,
        List.of());
  }

  public static AlertRow read(Columns columns) throws SQLException {
    return new AlertRow(
        columns.text("id"),
        columns.number("pos"),
        columns.text("kind"),
        severity(columns),
        AlertState.parse(columns.text("state")),
        columns.text("anchor"),
        columns.text("detail"),
        columns.text("cluster"),
        columns.text("service"),
        columns.text("node"),
        columns.text("app"),
        columns.json("apps", Answering.NAMES),
        columns.text("env"),
        columns.flag("production"),
        columns.flag("flapping"),
        columns.text("held_by"),
        columns.text("silenced_by"),
        !columns.text("silenced_by").isEmpty(),
        columns.number("episode"),
        (int) columns.number("occurrence"),
        columns.moment("since"),
        columns.moment("raised"),
        columns.moment("at"),
        columns.moment("resolved"),
        columns.text("reason"),
        columns.text("ack_by"),
        columns.moment("ack_at"),
        columns.text("ack_comment"),
        columns.moment("ack_expires"),
        columns.flag("ack_sticky"),
        columns.text("ticket"),
        columns.moment("ticketed_at"),
        columns.text("ticket_comment"),
        columns.json("facts", FACTS));
  }

  public static Severity severity(Columns columns) throws SQLException {
    return Severity.values()[(int) columns.number("severity")];
  }
}
