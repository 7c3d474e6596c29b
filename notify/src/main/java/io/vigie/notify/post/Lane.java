package io.vigie.notify.post;

import io.vigie.contract.ticket.Channel;
import java.time.Duration;
import java.util.Map;

/**
 * Ways of telling that go on together. Each lane is at a place of its own in the notifications, so
 * that one waits for no other.
 *
 * @param group of those that could send; of them one does
 * @param paces ways it has
 * @param hands how many messages are handed over at a time
 * @param sheds whether the oldest is let go when too much waits for somebody who is only slow
 * @param ids of its messages
 */
record Lane(String group, Map<Channel, Pace> paces, int hands, boolean sheds, Ids ids) {
  /** Channels there may be, and so calls at a time: one that hangs keeps no other waiting. */
  private static final int MOST_CHANNELS = 100;

  Lane {
    paces = Map.copyOf(paces);
  }

  /**
   * @param domain right side of the Message-ID
   */
  static Lane mail(String domain) {
    // no more than a mail server takes of one client without asking
    return new Lane("vigie-notify", Map.of(Channel.MAIL, Pace.MAIL), 4, false, new Ids(domain));
  }

  static Lane calls() {
    return new Lane(
        "vigie-notify-channels",
        Map.of(Channel.WEBHOOK, Pace.WEBHOOK, Channel.CHAT, Pace.CHAT),
        MOST_CHANNELS,
        true,
        new Ids(""));
  }

  boolean has(Channel channel) {
    return paces.containsKey(channel);
  }

  Pace pace(Channel channel) {
    return paces.get(channel);
  }

  /** The longest there is. */
  Duration gap() {
    return paces.values().stream().map(Pace::gap).max(Duration::compareTo).orElseThrow();
  }

  /** Of its metrics and logs. */
  String word() {
    return has(Channel.MAIL) ? "mail" : "channels";
  }
}
