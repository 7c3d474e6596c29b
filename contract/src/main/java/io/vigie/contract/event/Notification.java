package io.vigie.contract.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vigie.contract.id.TicketId;
import io.vigie.contract.ticket.Cause;
import java.time.Instant;
import java.util.List;

/**
 * People shall be told of one transition of one alert. Several may go in one mail; each goes to
 * each recipient once.
 *
 * @param notification its id, made of what it tells, so that the same is never told twice
 * @param at append time of what it tells
 * @param app whose responsibles they are
 * @param alert as it stood then, without its evidence; null of a test
 * @param ticket it is in; null when in none
 * @param to those whom it is for
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record Notification(
    String notification,
    Cause cause,
    Instant at,
    String app,
    Alert alert,
    TicketId ticket,
    List<Recipient> to)
    implements Event {
  public Notification {
    Require.id("notification", notification);
    Require.present("cause", cause);
    Require.present("at", at);
    app = Require.text(app);
    if (alert == null && cause != Cause.TEST) {
      throw new IllegalArgumentException("alert is missing");
    }
    to = Require.list(to);
    Require.between("to", 0, 1_000, to.size());
  }

  @Override
  public EventType type() {
    return EventType.NOTIFICATION;
  }

  @Override
  public String key() {
    return notification;
  }

  @Override
  public String anchor() {
    return notification;
  }
}
