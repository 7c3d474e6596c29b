package io.vigie.contract.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vigie.contract.id.TicketId;
import io.vigie.contract.ticket.TicketVerb;

/**
 * A person takes, assigns, comments, closes or reopens a ticket. When is the envelope's time.
 *
 * @param to whom it is assigned; empty for other verbs
 * @param comment required where it is all there is to say
 * @param by who did it
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record TicketAct(TicketId ticket, TicketVerb verb, String to, String comment, String by)
    implements Event {
  public TicketAct {
    Require.present("ticket", ticket);
    Require.present("verb", verb);
    to = verb == TicketVerb.ASSIGN ? Require.label("to", to) : Require.text(to);
    comment = Require.text(comment, 2_000);
    if (verb == TicketVerb.COMMENT && comment.isBlank()) {
      throw new IllegalArgumentException("comment is missing");
    }
    by = Require.label("by", by);
  }

  @Override
  public EventType type() {
    return EventType.TICKET_ACT;
  }

  @Override
  public String key() {
    return anchor();
  }

  @Override
  public String anchor() {
    return ticket.app();
  }
}
