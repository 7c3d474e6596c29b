package io.vigie.notify.channel;

import io.vigie.contract.event.ChannelPolicy;
import io.vigie.contract.ticket.Channel;
import io.vigie.notify.Lease;
import io.vigie.notify.Message;
import io.vigie.notify.Outcome;
import io.vigie.notify.Sender;
import io.vigie.notify.text.Brief;
import io.vigie.notify.web.Web;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls webhooks and chats. Whoever is called tells by {@code Idempotency-Key} what it had already.
 */
public final class Calls implements Sender {
  private static final Logger LOG = LoggerFactory.getLogger(Calls.class);
  private static final int LONGEST_REPLY = 200;

  private final Channels channels;
  private final Secrets secrets;
  private final Web web;
  private final Bodies bodies;
  private final InstantSource clock;

  public Calls(Channels channels, Secrets secrets, Web web, Brief brief, InstantSource clock) {
    this.channels = channels;
    this.secrets = secrets;
    this.web = web;
    this.bodies = new Bodies(brief);
    this.clock = clock;
  }

  @Override
  public String body(Message message) {
    try {
      return channels
          .known(message.to().person())
          .map(channel -> body(channel, message))
          .orElse("");
    } catch (RuntimeException e) {
      // told again by whoever sends it
      LOG.atDebug().addKeyValue("delivery", message.id()).setCause(e).log("nothing to send");
      return "";
    }
  }

  private String body(ChannelPolicy channel, Message message) {
    Message its = its(channel, message);
    return its.notifications().isEmpty() ? "" : bodies.of(channel, its);
  }

  /** One of the same name that was there before may have been told of other apps. */
  private static Message its(ChannelPolicy channel, Message message) {
    return channel.made() == null ? message : message.since(channel.made());
  }

  @Override
  public Outcome send(Message message, Lease lease) {
    try {
      Optional<ChannelPolicy> found = channels.find(message.to().person());
      String not =
          found.map(channel -> not(channel, message)).orElse("there is no such channel any more");
      return not.isEmpty() ? call(found.orElseThrow(), message, lease) : new Outcome.Refused(not);
    } catch (IllegalStateException e) {
      return new Outcome.Failed(e.getMessage());
    }
  }

  /** Why it is not called any more; empty when it is. */
  private static String not(ChannelPolicy channel, Message message) {
    if (channel.kind() != message.to().channel()) {
      return "the channel is something else by now";
    }
    if (its(channel, message).notifications().isEmpty()) {
      return "it was for an earlier channel of this name";
    }
    return channel.enabled() ? "" : "the channel is switched off";
  }

  private Outcome call(ChannelPolicy channel, Message message, Lease lease) {
    if (message.body().isEmpty()) {
      return unwritten(channel, message);
    }
    String secret = "";
    try {
      secret = channel.secret().isEmpty() ? "" : secrets.read(channel.secret());
      URI address = address(channel, secret);
      Map<String, String> headers = headers(channel, message, secret);
      if (!lease.getAsBoolean()) {
        return new Outcome.Late();
      }
      return outcome(web.call("POST", address, headers, message.body()), secret);
    } catch (IOException e) {
      return new Outcome.Failed(said(String.valueOf(e.getMessage()), secret));
    }
  }

  /** It was not known when it was written down: it is written down anew. */
  private Outcome unwritten(ChannelPolicy channel, Message message) {
    try {
      body(channel, message);
      return new Outcome.Failed("the channel was not known yet");
    } catch (IllegalArgumentException e) {
      return new Outcome.Refused(e.getMessage());
    }
  }

  private static URI address(ChannelPolicy channel, String secret) throws IOException {
    try {
      return new URI(channel.address().replace(ChannelPolicy.SECRET, secret));
    } catch (URISyntaxException e) {
      // without the cause, which has the secret in it
      throw new IOException("with secret " + channel.secret() + " in it its address is no URL");
    }
  }

  private Map<String, String> headers(ChannelPolicy channel, Message message, String secret) {
    Map<String, String> headers = new LinkedHashMap<>();
    String timestamp = Long.toString(clock.instant().getEpochSecond());
    headers.put("Idempotency-Key", message.id());
    headers.put("X-Vigie-Timestamp", timestamp);
    if (channel.kind() == Channel.WEBHOOK && !secret.isEmpty()) {
      headers.put("X-Vigie-Signature", Signature.of(secret, timestamp, message.body()));
    }
    return headers;
  }

  private static Outcome outcome(Web.Answer answer, String secret) {
    int status = answer.status();
    String reply = said(("HTTP " + status + ' ' + answer.body()).strip(), secret);
    if (status >= 200 && status < 300) {
      return new Outcome.Accepted(reply);
    }
    if (status >= 300 && status < 400) {
      return new Outcome.Refused(reply + "; it points elsewhere, which Vigie does not follow");
    }
    boolean later = status >= 500 || status == 408 || status == 425 || status == 429;
    return later
        ? new Outcome.Failed(reply, Duration.ofSeconds(answer.retryAfter()))
        : new Outcome.Refused(reply);
  }

  /** One line, and never the secret, which some send back. */
  private static String said(String text, String secret) {
    String hidden = secret.isEmpty() ? text : text.replace(secret, "…");
    String line = hidden.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return line.length() <= LONGEST_REPLY ? line : line.substring(0, LONGEST_REPLY) + "…";
  }
}
