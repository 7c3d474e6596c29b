package io.vigie.api.ticket;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vigie.api.alert.AlertRow;
import io.vigie.api.list.Columns;
import io.vigie.api.list.Moment;
import io.vigie.contract.alert.Severity;
import io.vigie.contract.ticket.Channel;
import io.vigie.contract.ticket.DeliveryState;
import io.vigie.contract.ticket.TicketMove;
import io.vigie.contract.ticket.TicketState;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** All that the page of one ticket shows, of one moment. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "Ticket", description = "All that the page of one ticket shows, of one moment")
record TicketAnswer(
    TicketRow ticket,
    @Schema(description = "Alerts in it that you may see, in the order they came") List<Line> lines,
    @Schema(description = "Whom it is for, and what became of that") List<Told> told,
    @Schema(description = "Mails and calls that tell of it, newest first; 200 at most")
        List<Mail> deliveries,
    @Schema(description = "Its steps, newest first; 500 at most") List<Step> steps,
    @Schema(description = "Whether you may take it, close it …") boolean yours) {

  /** An alert in it, as it was there. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  @Schema(name = "TicketLine")
  record Line(
      String alert,
      long episode,
      Severity severity,
      String summary,
      @Schema(description = "When what raised it began") @Moment Instant since,
      @Schema(description = "When it ended; null while open") @Moment Instant resolved) {
    static Line read(Columns columns) throws SQLException {
      return new Line(
          columns.text("alert"),
          columns.number("episode"),
          AlertRow.severity(columns),
          columns.text("summary"),
          columns.moment("since"),
          columns.moment("resolved"));
    }
  }

  /** Somebody it is for. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  @Schema(name = "TicketTold")
  record Told(
      @Schema(description = "Or name of a channel") String person,
      @Schema(description = "Empty for whoever may not take the ticket") String mail,
      @Schema(example = "responsible", description = "Why they: responsible, chain 1, channel …")
          String why,
      @Schema(description = "accepted, refused, failed, sending; null while nothing was tried")
          DeliveryState state,
      @Schema(description = "What their server said, where it did not take it; as mail")
          String detail,
      @Schema(description = "mail; of what is no person webhook or chat") Channel channel) {
    /**
     * @param all with what is of them alone: their address, what their server said
     */
    static Told read(Columns columns, boolean all) throws SQLException {
      String state = columns.text("state");
      return new Told(
          columns.text("person"),
          all ? columns.text("mail") : "",
          columns.text("why"),
          state.isEmpty() ? null : DeliveryState.parse(state),
          all ? columns.text("detail") : "",
          Channel.parse(columns.text("channel")));
    }
  }

  /** What became of a mail or a call. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  @Schema(name = "TicketDelivery")
  record Mail(
      @Schema(description = "Of a mail its Message-ID") String id,
      @Schema(description = "mail, webhook, chat or tracker") Channel channel,
      @Schema(description = "Person, or name of the channel") String to,
      @Schema(description = "Empty for whoever may not take the ticket") String address,
      DeliveryState state,
      @Schema(description = "Tries so far") int attempt,
      @Moment Instant at,
      @Schema(description = "What the other side said; as address") String reply,
      @Schema(description = "When it is tried again; null: never") @Moment Instant next,
      @Schema(description = "Of how many transitions it tells") int tells,
      @Schema(description = "Id in a tracker; empty for none") String external,
      String link) {
    /**
     * @param all as of {@link Told}
     */
    static Mail read(Columns columns, boolean all) throws SQLException {
      return new Mail(
          columns.text("id"),
          Channel.parse(columns.text("channel")),
          columns.text("to_whom"),
          all ? columns.text("address") : "",
          DeliveryState.parse(columns.text("state")),
          (int) columns.number("attempt"),
          columns.moment("at"),
          all ? columns.text("reply") : "",
          columns.moment("next_at"),
          (int) columns.number("tells"),
          columns.text("external"),
          columns.text("link"));
    }
  }

  /** A step of its history. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  @Schema(name = "TicketStep")
  record Step(
      long n,
      @Schema(
              description =
                  "opened, joined, released, sent, delivered, taken, assigned, commented, resolved,"
                      + " closed, reopened or changed")
          TicketMove move,
      @Moment Instant at,
      TicketState state,
      Severity severity,
      @Schema(description = "Whose step it was; empty: the collector's own") String by,
      String comment,
      @Schema(description = "Who has it since; empty: nobody") String owner,
      @Schema(description = "Alerts in it then") int alerts,
      @Schema(description = "Of the alerts, how many were over") int ended) {
    static Step read(Columns columns) throws SQLException {
      return new Step(
          columns.number("n"),
          TicketMove.parse(columns.text("move")),
          columns.moment("at"),
          TicketState.parse(columns.text("state")),
          AlertRow.severity(columns),
          columns.text("by_whom"),
          columns.text("comment"),
          columns.text("owner"),
          (int) columns.number("alerts"),
          (int) columns.number("ended"));
    }
  }
}
