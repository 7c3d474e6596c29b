package io.vigie.api.ticket;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vigie.api.alert.AlertRow;
import io.vigie.api.list.Answering;
import io.vigie.api.list.Columns;
import io.vigie.api.list.Moment;
import io.vigie.api.list.Row;
import io.vigie.api.list.Scope;
import io.vigie.api.list.Sight;
import io.vigie.contract.alert.Severity;
import io.vigie.contract.event.Recipient;
import io.vigie.contract.event.Ticket;
import io.vigie.contract.ticket.Channel;
import io.vigie.contract.ticket.DeliveryState;
import io.vigie.contract.ticket.TicketState;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One ticket, as it is now or as it ended. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "TicketRow", description = "One ticket, as it is now or as it ended")
public record TicketRow(
    @Schema(example = "mail:12", description = "app:number") String id,
    @Schema(description = "Offset of the newest record about it: the greater is the newer") long n,
    String app,
    @Schema(description = "Within the app, from 1") long number,
    @Schema(description = "gathering, open, sent, taken or closed") TicketState state,
    @Schema(description = "Of its worst alert") Severity severity,
    @Schema(description = "Those its alerts are about: cluster/service; none of custom alerts")
        List<String> services,
    @Schema(description = "Those its alerts are about: cluster/node; none of custom alerts")
        List<String> nodes,
    @Schema(description = "Alerts in it") int alerts,
    @Schema(description = "Of the alerts, how many are over") int ended,
    @Schema(description = "People it is for") int told,
    @Schema(description = "Of them: their server took it") int accepted,
    @Schema(description = "Of them: refused for good") int refused,
    @Schema(description = "Of them: it did not go through, and is tried again") int failed,
    @Schema(description = "When its first alert came in") @Moment Instant opened,
    @Schema(description = "When the first server took it; null: none did yet") @Moment Instant sent,
    @Schema(description = "When it changed last") @Moment Instant at,
    @Schema(description = "null while it is not") @Moment Instant closed,
    @Schema(description = "Who has it; empty: nobody") String owner,
    @Schema(description = "Its id in a tracker; empty for none") String external,
    @Schema(description = "To it in the tracker; empty for none") String link,
    @JsonIgnore @Schema(hidden = true) List<String> people)
    implements Row {
  /** Columns of table {@code ticket} that {@link #read} wants. */
  static final String COLUMNS =
      "t.id,t.pos,t.app,t.number,t.state,t.severity,t.services,t.nodes,t.alerts,t.ended,t.told,t.accepted,"
          + "t.refused,t.failed,t.opened,t.sent,t.at,t.closed,t.owner,t.external,t.link,"
          + "(SELECT COALESCE(JSON_ARRAYAGG(w.person),'[]') FROM ticket_told w WHERE w.ticket=t.id AND w.channel='mail')"
          + " people";

  /**
   * @param offset of its record
   */
  public static TicketRow of(Ticket e, long offset) {
    return new TicketRow(
        e.key(),
        offset,
        e.ticket().app(),
        e.ticket().number(),
        e.state(),
        e.severity(),
        e.services(),
        e.nodes(),
        e.lines().size(),
        e.ended(),
        e.told().size(),
        e.told(DeliveryState.ACCEPTED),
        e.told(DeliveryState.REFUSED),
        e.told(DeliveryState.FAILED),
        e.opened(),
        e.sent(),
        e.at(),
        e.closed(),
        e.owner(),
        e.external(),
        e.link(),
        e.told().stream()
            .map(Ticket.Told::to)
            .filter(to -> to.channel() == Channel.MAIL)
            .map(Recipient::person)
            .toList());
  }

  @Override
  public Scope scope() {
    return new Scope(List.of(app), services, nodes, ofWhole().people());
  }

  /** Of all that is in it: whoever may see one of these sees every alert of it. */
  Scope ofWhole() {
    List<String> whose = new ArrayList<>(people);
    if (!owner.isEmpty()) {
      whose.add(owner);
    }
    return new Scope(List.of(app), List.of(), List.of(), whose);
  }

  @Override
  public TicketRow shownTo(Sight sight) {
    return sight.sees(ofWhole())
        ? this
        : about(
            services.stream().filter(sight.services()::contains).toList(),
            nodes.stream().filter(sight.nodes()::contains).toList());
  }

  private TicketRow about(List<String> theseServices, List<String> theseNodes) {
    return new TicketRow(
        id,
        n,
        app,
        number,
        state,
        severity,
        theseServices,
        theseNodes,
        alerts,
        ended,
        told,
        accepted,
        refused,
        failed,
        opened,
        sent,
        at,
        closed,
        owner,
        external,
        link,
        people);
  }

  static TicketRow read(Columns columns) throws SQLException {
    return new TicketRow(
        columns.text("id"),
        columns.number("pos"),
        columns.text("app"),
        columns.number("number"),
        TicketState.parse(columns.text("state")),
        AlertRow.severity(columns),
        columns.json("services", Answering.NAMES),
        columns.json("nodes", Answering.NAMES),
        (int) columns.number("alerts"),
        (int) columns.number("ended"),
        (int) columns.number("told"),
        (int) columns.number("accepted"),
        (int) columns.number("refused"),
        (int) columns.number("failed"),
        columns.moment("opened"),
        columns.moment("sent"),
        columns.moment("at"),
        columns.moment("closed"),
        columns.text("owner"),
        columns.text("external"),
        columns.text("link"),
        columns.json("people", Answering.NAMES));
  }
}
