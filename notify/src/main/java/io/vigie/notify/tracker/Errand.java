package io.vigie.notify.tracker;

import io.vigie.contract.event.ChannelPolicy;
import io.vigie.contract.event.Ticket;
import io.vigie.contract.id.TicketId;
import io.vigie.contract.ticket.TicketMove;
import io.vigie.contract.ticket.TicketState;
import io.vigie.notify.text.TicketSeen;
import io.vigie.notify.text.TicketWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What is to be done in a tracker for one step of a ticket. The same step makes the same errand,
 * whoever makes it and how often.
 *
 * @param delivery its id
 * @param channel name of the tracker
 * @param step of the ticket
 * @param key what the tracker's ticket is found by
 * @param mark what the comment is found by
 * @param subject of the tracker's ticket, where there is none yet
 * @param about likewise its text
 * @param text of the comment; empty for none
 */
record Errand(
    String delivery,
    String channel,
    TicketId ticket,
    long step,
    String key,
    String mark,
    String subject,
    String about,
    String text,
    Then then) {
  /** What is done after the comment. */
  enum Then {
    NOTHING,
    CLOSE,
    REOPEN
  }

  /**
   * @param before the step before; null when nothing is known of it
   * @return empty when a tracker need not hear of it
   */
  static Optional<Errand> of(
      ChannelPolicy channel, TicketSeen before, Ticket now, TicketWriter writer) {
    if (!TicketWriter.isTold(before, now) || !hears(channel, now)) {
      return Optional.empty();
    }
    boolean gathered = before == null || before.state() == TicketState.GATHERING;
    // what it is about says what came into it until now
    String text = writer.news(gathered ? null : before, now);
    if (text.isEmpty() && !(gathered && now.state() != TicketState.CLOSED)) {
      return Optional.empty();
    }
    String key = key(now);
    return Optional.of(
        new Errand(
            "tracker-" + hash(channel.name() + '\n' + key + '\n' + now.n()),
            channel.name(),
            now.ticket(),
            now.n(),
            key,
            key + '.' + now.n() + '.',
            writer.subject(now),
            writer.about(now),
            text,
            then(now)));
  }

  private static boolean hears(ChannelPolicy channel, Ticket now) {
    return channel.enabled()
        && channel.hears(List.of(now.ticket().app()))
        && (channel.least() == null || now.severity().compareTo(channel.least()) >= 0);
  }

  private static Then then(Ticket now) {
    if (now.move() == TicketMove.REOPENED) {
      return Then.REOPEN;
    }
    return now.state() == TicketState.CLOSED && now.move() == TicketMove.CLOSED
        ? Then.CLOSE
        : Then.NOTHING;
  }

  /** With the moment it was opened: what streams forgot they count anew. */
  private static String key(Ticket ticket) {
    return "vigie-"
        + hash(ticket.ticket() + "\n" + ticket.opened().toEpochMilli()).substring(0, 16);
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
