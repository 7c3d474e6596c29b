package io.vigie.notify.tracker;

import io.vigie.contract.event.Delivery;
import io.vigie.contract.ticket.Channel;
import io.vigie.contract.ticket.DeliveryState;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/** An errand that is to be done, and how it went so far. */
final class Waiting {
  final Errand errand;
  final TopicPartition partition;
  final long offset;

  /** Since when it waits, or what was taken with it. */
  final Instant made;

  /** When it was tried first; null before. */
  private Instant begun;

  private int attempt;
  private Instant next;

  Waiting(Errand errand, TopicPartition partition, long offset, Instant made) {
    this.errand = errand;
    this.partition = partition;
    this.offset = offset;
    this.made = made;
    next = made;
  }

  /** As it was told before a take-over. */
  void remember(Delivery told, Instant first) {
    begun = first;
    attempt = told.attempt();
    next = told.next() == null ? told.at() : told.next();
  }

  Instant begun() {
    return begun;
  }

  int attempt() {
    return attempt;
  }

  Instant next() {
    return next;
  }

  void rest(Instant again) {
    next = again;
  }

  /** It is tried as soon as what this tells is acknowledged. */
  Delivery tried(String address, Instant now) {
    attempt++;
    begun = begun == null ? now : begun;
    return told(DeliveryState.SENDING, address, now, "", null, null);
  }

  Delivery told(
      DeliveryState state,
      String address,
      Instant now,
      String reply,
      Instant again,
      External there) {
    return new Delivery(
        errand.delivery(),
        Channel.TRACKER,
        errand.channel(),
        address,
        List.of(),
        List.of(errand.ticket()),
        state,
        Math.max(1, attempt),
        now,
        reply,
        again,
        there == null ? "" : there.number(),
        there == null ? "" : there.link(),
        "",
        errand.step());
  }
}
