package io.vigie.notify;

import io.vigie.contract.event.Notification;
import io.vigie.contract.event.Recipient;
import java.time.Instant;
import java.util.List;

/**
 * What one recipient is told at once. The same notifications make the same message, whoever makes
 * it and how often.
 *
 * @param id of the delivery; of a mail its Message-ID without brackets
 * @param to the recipient, with the address it goes to
 * @param at when it was put together
 * @param notifications in the order they came
 * @param body as it was written down before it was handed over; empty where it is made anew
 */
public record Message(
    String id, Recipient to, Instant at, List<Notification> notifications, String body) {
  public Message {
    notifications = List.copyOf(notifications);
  }

  public Message(String id, Recipient to, Instant at, List<Notification> notifications) {
    this(id, to, at, notifications, "");
  }

  /** What of it is not older. */
  public Message since(Instant moment) {
    return new Message(
        id,
        to,
        at,
        notifications.stream().filter(each -> !each.at().isBefore(moment)).toList(),
        body);
  }
}
