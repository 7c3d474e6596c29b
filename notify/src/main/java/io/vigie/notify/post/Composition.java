package io.vigie.notify.post;

import io.vigie.contract.event.Delivery;
import io.vigie.contract.event.Notification;
import io.vigie.contract.event.Recipient;
import io.vigie.contract.id.TicketId;
import io.vigie.contract.ticket.Channel;
import io.vigie.contract.ticket.DeliveryState;
import io.vigie.notify.Message;
import io.vigie.notify.post.Queue.Waiting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** A message whose content is fixed: it goes as it is until it is taken or refused. */
final class Composition {
  private static final int TIMES = 3;

  private final String id;
  private final Channel channel;
  private final String person;
  private final String address;
  private final List<String> notifications;
  private final List<TicketId> tickets;
  private final Instant made;
  private final List<Waiting> members = new ArrayList<>();
  private String body = "";
  private int attempt;
  private Instant next;
  private boolean handedOver;
  private boolean serverAway;
  private int putOff;

  private Composition(
      String id,
      Channel channel,
      String person,
      String address,
      List<String> notifications,
      List<TicketId> tickets,
      Instant made) {
    this.id = id;
    this.channel = channel;
    this.person = person;
    this.address = address;
    this.notifications = notifications;
    this.tickets = tickets;
    this.made = made;
    next = made;
  }

  /** Of what waits, in that order. */
  static Composition of(Ids ids, List<Waiting> members, Instant now) {
    List<String> all = members.stream().map(each -> each.notification().notification()).toList();
    List<TicketId> tickets =
        members.stream()
            .map(each -> each.notification().ticket())
            .filter(ticket -> ticket != null)
            .distinct()
            .toList();
    Recipient to = members.get(members.size() - 1).to();
    Composition made =
        new Composition(
            ids.of(to.key(), all), to.channel(), to.person(), to.mail(), all, tickets, now);
    made.members.addAll(members);
    return made;
  }

  /** As it was told; what it is made of is to be added again. */
  static Composition of(Delivery told) {
    return new Composition(
        told.delivery(),
        told.channel(),
        told.to(),
        told.address(),
        told.notifications(),
        told.tickets(),
        told.at());
  }

  void remember(Delivery told) {
    attempt = told.attempt();
    next = told.next() == null ? told.at() : told.next();
    body = told.body().isEmpty() ? body : told.body();
  }

  String id() {
    return id;
  }

  List<Waiting> members() {
    return members;
  }

  void add(Waiting one) {
    members.add(one);
  }

  boolean isWhole() {
    return members.size() == notifications.size();
  }

  boolean isHandedOver() {
    return handedOver;
  }

  boolean isDue(Pace pace, Instant now) {
    return pace.hasCome(next, now);
  }

  Instant made() {
    return made;
  }

  int attempt() {
    return attempt;
  }

  /**
   * It is handed over as soon as what this tells is acknowledged.
   *
   * @param writes what has to be written down of it
   */
  Delivery handOver(Function<Message, String> writes, Instant now) {
    boolean first = body.isEmpty();
    body = first ? writes.apply(message()) : body;
    attempting();
    return told(DeliveryState.SENDING, now, "", null, first ? body : "");
  }

  /** It never goes. */
  Delivery refused(String why, Instant now) {
    attempting();
    return told(DeliveryState.REFUSED, now, why, null);
  }

  private void attempting() {
    handedOver = true;
    serverAway = false;
    attempt++;
  }

  Delivery told(DeliveryState state, Instant now, String reply, Instant again) {
    return told(state, now, reply, again, "");
  }

  private Delivery told(
      DeliveryState state, Instant now, String reply, Instant again, String written) {
    return new Delivery(
        id,
        channel,
        person,
        address,
        notifications,
        tickets,
        state,
        attempt,
        now,
        reply,
        again,
        "",
        "",
        written);
  }

  /** Tried again then. */
  void rest(Instant again, boolean away) {
    handedOver = false;
    serverAway = away;
    putOff = away ? 0 : putOff + 1;
    next = again;
  }

  /** Whether it is its address that keeps it waiting, as it said more than once. */
  boolean isPutOff() {
    return putOff >= TIMES;
  }

  /** The server is back: no reason to wait. */
  void serverIsBack(Instant now) {
    if (serverAway && now.isBefore(next)) {
      next = now;
    }
  }

  /** In the order of the topic, and in the language the newest says. */
  Message message() {
    List<Waiting> ordered = new ArrayList<>(members);
    ordered.sort(Comparator.comparingLong(Waiting::offset));
    Recipient newest = ordered.get(ordered.size() - 1).to();
    List<Notification> all = ordered.stream().map(Waiting::notification).toList();
    return new Message(
        id,
        new Recipient(channel, person, address, newest.language(), newest.why()),
        made,
        all,
        body);
  }
}
