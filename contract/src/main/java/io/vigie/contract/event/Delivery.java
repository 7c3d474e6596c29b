package io.vigie.contract.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vigie.contract.id.TicketId;
import io.vigie.contract.ticket.Channel;
import io.vigie.contract.ticket.DeliveryState;
import java.time.Instant;
import java.util.List;

/**
 * What became of one mail, or of one call of a webhook or tracker. It is first told before it is
 * handed over: what a crash interrupts is sent again with the same id and content.
 *
 * @param delivery its id; of a mail its Message-ID without brackets
 * @param to the person it is for; of other channels the name of the channel
 * @param address where it goes
 * @param notifications ids of what it tells
 * @param tickets it tells of
 * @param attempt counts from 1
 * @param at when this became of it
 * @param reply what the other side said
 * @param next when it is tried again; null for never
 * @param external id in a tracker; empty for none
 * @param link to it in the tracker; empty for none
 * @param body what is sent, where it could not be made anew the same: told once, with the first
 *     attempt; empty otherwise
 * @param step of its ticket that a tracker is told; 0 for none
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record Delivery(
    String delivery,
    Channel channel,
    String to,
    String address,
    List<String> notifications,
    List<TicketId> tickets,
    DeliveryState state,
    int attempt,
    Instant at,
    String reply,
    Instant next,
    String external,
    String link,
    String body,
    long step)
    implements Event {
  /** What one mail tells at most; the rest goes into the next. */
  public static final int MOST_NOTIFICATIONS = 500;

  /** Characters of a body. */
  public static final int MOST_BODY = 60_000;

  public Delivery {
    delivery = Require.label("delivery", delivery);
    channel = channel == null ? Channel.MAIL : channel;
    to = Require.label("to", to);
    address = Require.text(address);
    notifications = Require.list(notifications);
    Require.between("notifications", 0, MOST_NOTIFICATIONS, notifications.size());
    tickets = Require.list(tickets);
    Require.between("tickets", 0, MOST_NOTIFICATIONS, tickets.size());
    Require.present("state", state);
    Require.atLeast("attempt", 1, attempt);
    Require.present("at", at);
    reply = Require.text(reply, 1_000);
    external = Require.text(external);
    link = Require.text(link, 2_000);
    body = body == null ? "" : body;
    Require.between("length of body", 0, MOST_BODY, body.length());
    if (step < 0) {
      throw new IllegalArgumentException("step must be 0 or more; got " + step);
    }
  }

  /** Of what tells no step of a ticket. */
  public Delivery(
      String delivery,
      Channel channel,
      String to,
      String address,
      List<String> notifications,
      List<TicketId> tickets,
      DeliveryState state,
      int attempt,
      Instant at,
      String reply,
      Instant next,
      String external,
      String link,
      String body) {
    this(
        delivery,
        channel,
        to,
        address,
        notifications,
        tickets,
        state,
        attempt,
        at,
        reply,
        next,
        external,
        link,
        body,
        0);
  }

  @Override
  public EventType type() {
    return EventType.DELIVERY;
  }

  @Override
  public String key() {
    return delivery;
  }

  @Override
  public String anchor() {
    return delivery;
  }
}
