package io.vigie.notify.tracker;

import io.vigie.contract.id.TicketId;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** What waits for one tracker: of each ticket one thing after the other, one at a time in all. */
final class Desk {
  private final Map<TicketId, Deque<Waiting>> tickets = new LinkedHashMap<>();
  private Waiting flying;
  private Instant awayUntil;
  private int awayTimes;

  void take(Waiting one) {
    tickets.computeIfAbsent(one.errand.ticket(), id -> new ArrayDeque<>()).add(one);
  }

  /** The next that may be tried; null for none. */
  Waiting due(Instant now) {
    if (flying != null || awayUntil != null && !Patience.hasCome(awayUntil, now)) {
      return null;
    }
    Stream<Waiting> first = tickets.values().stream().map(Deque::peek);
    return first
        .filter(one -> awayUntil != null || Patience.hasCome(one.next(), now))
        // what was tried least finds out whether a tracker is back: it may be one that drives it
        // off
        .min((a, b) -> Integer.compare(a.attempt(), b.attempt()))
        .orElse(null);
  }

  void flies(Waiting one) {
    flying = one;
  }

  Waiting flying() {
    return flying;
  }

  /** Nothing goes on until then. */
  Instant away(Patience patience, Instant now) {
    flying = null;
    awayTimes++;
    awayUntil = patience.again(awayTimes, now);
    return awayUntil;
  }

  /** It is not the tracker that is away. */
  void answers() {
    flying = null;
    awayUntil = null;
    awayTimes = 0;
  }

  /** That is done with. */
  void end(Waiting one) {
    Deque<Waiting> ofTicket = tickets.get(one.errand.ticket());
    ofTicket.remove(one);
    if (ofTicket.isEmpty()) {
      tickets.remove(one.errand.ticket());
    }
  }

  /** What waits longest and is not under way; null for none. */
  Waiting oldest() {
    return all().filter(one -> one != flying).min((a, b) -> a.made.compareTo(b.made)).orElse(null);
  }

  Stream<Waiting> all() {
    return tickets.values().stream().flatMap(Deque::stream);
  }

  int size() {
    return tickets.values().stream().mapToInt(Deque::size).sum();
  }
}
