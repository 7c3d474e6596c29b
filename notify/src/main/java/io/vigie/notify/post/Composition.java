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

/** A mail whose content is fixed: it goes as it is until the server takes it or refuses it. */
final class Composition {
  private static final int TIMES = 3;

  private final String id;
  private final String person;
  private final String address;
  private final List<String> notifications;
  private final List<TicketId> tickets;
  private final Instant made;
  private final List<Waiting> members = new ArrayList<>();
  private int attempt;
  private Instant next;
  private boolean handedOver;
  private boolean serverAway;
  private int putOff;

  private Composition(
      String id,
      String person,
      String address,
      List<String> notifications,
      List<TicketId> tickets,
      Instant made) {
    this.id = id;
    this.person = person;
    this.address = address;
    this.notifications = notifications;
    this.tickets = tickets;
    this.made = made;
    next = made;
  }

  /** Of what waits, in that order. */
  static Composition of(Ids ids, String person, List<Waiting> members, Instant now) {
    List<String> all = members.stream().map(each -> each.notification().notification()).toList();
    List<TicketId> tickets =
        members.stream()
            .map(each -> each.notification().ticket())
            .filter(ticket -> ticket != null)
            .distinct()
            .toList();
    String address = members.get(members.size() - 1).to().mail();
    Composition made = new Composition(ids.of(person, all), person, address, all, tickets, now);
    made.members.addAll(members);
    return made;
  }

  /** As it was told; what it is made of is to be added again. */
  static Composition of(Delivery told) {
    return new Composition(
        told.delivery(),
        told.to(),
        told.address(),
        told.notifications(),
        told.tickets(),
        told.at());
  }

  void remember(Delivery told) {
    attempt = told.attempt();
    next = told.next() == null ? told.at() : told.next();
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

  boolean isDue(Instant now) {
    return Pace.hasCome(next, now);
  }

  Instant made() {
    return made;
  }

  int attempt() {
    return attempt;
  }

  /** It is handed over as soon as what this tells is acknowledged. */
  Delivery handOver(Instant now) {
    handedOver = true;
    serverAway = false;
    attempt++;
    return told(DeliveryState.SENDING, now, "", null);
  }

  Delivery told(DeliveryState state, Instant now, String reply, Instant again) {
    return new Delivery(
        id,
        Channel.MAIL,
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
        "");
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
        id, new Recipient(person, address, newest.language(), newest.why()), made, all);
  }
}
