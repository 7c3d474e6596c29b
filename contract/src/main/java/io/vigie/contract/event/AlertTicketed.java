package io.vigie.contract.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vigie.contract.id.AlertId;
import io.vigie.contract.id.TicketId;

/**
 * The robot's note (semantics.md §5.4): people were told of an open alert by a ticket. When is the
 * envelope's time.
 *
 * @param episode the one the ticket is about; another one is not meant, and nothing happens
 * @param comment who took it, for a person: the yellow line
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record AlertTicketed(AlertId alert, long episode, TicketId ticket, String comment)
    implements AlertAct {
  public AlertTicketed {
    Require.present("alert", alert);
    Require.present("ticket", ticket);
    if (episode < 1) {
      throw new IllegalArgumentException("episode counts from 1; got " + episode);
    }
    comment = Require.text(comment, 2_000);
  }

  @Override
  public EventType type() {
    return EventType.ALERT_TICKETED;
  }

  @Override
  public String key() {
    return anchor();
  }

  @Override
  public String anchor() {
    return alert.anchor();
  }
}
