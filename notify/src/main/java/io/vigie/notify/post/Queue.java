package io.vigie.notify.post;

import io.vigie.contract.event.Delivery;
import io.vigie.contract.event.Notification;
import io.vigie.contract.event.Recipient;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** What waits for one recipient, and the message that is on its way to them. */
final class Queue {
  /**
   * A notification that waits.
   *
   * @param to the recipient as it names them
   */
  record Waiting(long offset, Notification notification, Recipient to) {}

  private final Pace pace;
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private Composition current;
  private Instant last;

  Queue(Pace pace) {
    this.pace = pace;
  }

  Pace pace() {
    return pace;
  }

  /** A mail of theirs as it was found told: it is as good as sent, or goes as it was. */
  void remember(Delivery told) {
    switch (told.state()) {
      case SENDING, FAILED -> {
        boolean same = current != null && current.id().equals(told.delivery());
        current = same ? current : Composition.of(told);
        current.remember(told);
      }
      case ACCEPTED -> {
        current = null;
        last = told.at();
      }
      case REFUSED -> current = null;
    }
  }

  /** Puts a notification into the mail that was made of it, else it waits for the next. */
  void take(Waiting one, String madeBefore) {
    if (current != null && current.id().equals(madeBefore)) {
      current.add(one);
    } else {
      waiting.add(one);
    }
  }

  /** Whether the mail that was made of it is still to go. */
  boolean holds(String delivery) {
    return current != null && current.id().equals(delivery);
  }

  Composition current() {
    return current;
  }

  /** How often the mail that is on its way was tried. */
  int attempts() {
    return current == null ? 0 : current.attempt();
  }

  /** Whether it is the address that keeps all of it waiting. */
  boolean isPutOff() {
    return current != null && current.isPutOff();
  }

  boolean isUnused(Instant now) {
    return current == null && waiting.isEmpty() && isOver(now);
  }

  /** Whether a mail may be made of what waits. */
  boolean mayCompose(Instant now) {
    return current == null && !waiting.isEmpty() && isOver(now);
  }

  /**
   * Whether the last mail was long enough ago; one yet to come was told by a clock that was ahead.
   */
  private boolean isOver(Instant now) {
    return last == null || last.isAfter(now) || !now.isBefore(last.plus(pace.gap()));
  }

  Composition compose(Ids ids, Instant now) {
    current = Composition.of(ids, oldest(pace.most()), now);
    return current;
  }

  private List<Waiting> oldest(int most) {
    List<Waiting> oldest = new ArrayList<>();
    while (oldest.size() < most && !waiting.isEmpty()) {
      oldest.add(waiting.remove());
    }
    return oldest;
  }

  /**
   * The oldest of what waits, made a message that never goes; null while no more waits than may, or
   * it is not the address that keeps it waiting.
   *
   * @param sheds whether it does not matter what keeps it waiting
   */
  Composition tooMuch(Ids ids, int most, boolean sheds, Instant now) {
    boolean stuck = sheds ? current != null : isPutOff();
    return waiting.size() > most && stuck
        ? Composition.of(ids, oldest(Delivery.MOST_NOTIFICATIONS), now)
        : null;
  }

  /** The mail is done with. */
  void end(Instant accepted) {
    current = null;
    last = accepted == null ? last : accepted;
  }

  int size() {
    return waiting.size() + (current == null ? 0 : current.members().size());
  }
}
