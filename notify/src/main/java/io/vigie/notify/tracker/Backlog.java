package io.vigie.notify.tracker;

import io.vigie.contract.event.ChannelPolicy;
import io.vigie.contract.event.Delivery;
import io.vigie.contract.id.TicketId;
import io.vigie.contract.ticket.Channel;
import io.vigie.contract.ticket.DeliveryState;
import io.vigie.notify.Outcome;
import io.vigie.notify.tracker.Clerk.Done;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;

/**
 * What trackers are still to hear, and from where a successor must read. Pure: knows neither Kafka
 * nor trackers, and time is told to it.
 */
final class Backlog {
  /** For one tracker. */
  static final int MOST_WAITING = 1_000;

  /** An errand to run once {@code told} is acknowledged. */
  record Attempt(Delivery told, Errand errand) {}

  /**
   * From where a successor must read.
   *
   * @param next offset of the first step that is not done with
   * @param since when it was taken: nothing was told of it, or a later one, before
   */
  record Place(long next, Instant since) {}

  /** Steps that are not done with, and how many errands of each. */
  private static final class Held {
    private final Instant since;
    private int open;

    Held(Instant since) {
      this.since = since;
    }
  }

  private final Patience patience;
  private final Map<String, Desk> desks = new LinkedHashMap<>();
  private final Map<TopicPartition, NavigableMap<Long, Held>> held = new HashMap<>();
  private final Map<String, Delivery> known = new HashMap<>();

  /** When each of those was tried first. */
  private final Map<String, Instant> begun = new HashMap<>();

  Backlog(Patience patience) {
    this.patience = patience;
  }

  /** At a take-over, each of what was told before, in order, before anything is taken. */
  void remember(Delivery told) {
    if (told.channel() == Channel.TRACKER) {
      known.put(told.delivery(), told);
      begun.putIfAbsent(told.delivery(), told.at());
    }
  }

  /** Whether that was tried before the take-over. */
  boolean knows(Errand errand) {
    return known.containsKey(errand.delivery());
  }

  /**
   * All that was told before has been taken again.
   *
   * @param ours tickets that nobody else tells of
   * @return the end of what is no errand any more: its channel went off while nobody looked
   */
  List<Delivery> caughtUp(Predicate<TicketId> ours, Instant now) {
    List<Delivery> ended =
        known.values().stream()
            .filter(told -> !isOver(told) && told.tickets().stream().allMatch(ours))
            .map(told -> ended(told, now))
            .toList();
    known.clear();
    begun.clear();
    return ended;
  }

  private static Delivery ended(Delivery told, Instant now) {
    return new Delivery(
        told.delivery(),
        told.channel(),
        told.to(),
        told.address(),
        List.of(),
        told.tickets(),
        DeliveryState.REFUSED,
        told.attempt(),
        now,
        "the channel is gone, off, or hears no more of this ticket",
        null,
        told.external(),
        told.link(),
        "",
        told.step());
  }

  /**
   * @param since when this step was first taken, by this process or one before
   */
  void take(TopicPartition partition, long offset, Errand errand, Instant since) {
    Delivery told = known.remove(errand.delivery());
    if (told != null && isOver(told)) {
      return;
    }
    Waiting one = new Waiting(errand, partition, offset, since);
    if (told != null) {
      one.remember(told, begun.get(errand.delivery()));
    }
    desks.computeIfAbsent(errand.channel(), name -> new Desk()).take(one);
    held.computeIfAbsent(partition, p -> new TreeMap<>())
        .computeIfAbsent(offset, o -> new Held(since))
        .open++;
  }

  private static boolean isOver(Delivery told) {
    return told.state() == DeliveryState.ACCEPTED || told.state() == DeliveryState.REFUSED;
  }

  /** Of each tracker the next that may go. */
  List<Attempt> due(Map<String, ChannelPolicy> channels, Instant now) {
    List<Attempt> due = new ArrayList<>();
    desks.forEach(
        (name, desk) -> {
          ChannelPolicy channel = channels.get(name);
          Waiting next = channel == null ? null : desk.due(now);
          if (next != null) {
            desk.flies(next);
            due.add(new Attempt(next.tried(channel.address(), now), next.errand));
          }
        });
    return due;
  }

  /**
   * Ends what waits for trackers that are gone, and the oldest of those for which too much does.
   */
  List<Delivery> overflow(Map<String, ChannelPolicy> channels, Instant now) {
    List<Delivery> ended = new ArrayList<>();
    desks.forEach(
        (name, desk) -> {
          int most = channels.containsKey(name) ? MOST_WAITING : 0;
          Waiting oldest;
          while (desk.size() > most && (oldest = desk.oldest()) != null) {
            String why =
                most == 0 ? "the channel is gone, or off" : "too much waits for this tracker";
            ended.add(oldest.told(DeliveryState.REFUSED, "", now, why, null, null));
            end(desk, oldest);
          }
        });
    return ended;
  }

  /**
   * What became of an errand that was under way.
   *
   * @return what is to be told; null when nothing is
   */
  Delivery became(String channel, Done done, String address, Instant now) {
    Desk desk = desks.get(channel);
    Waiting one = desk == null ? null : desk.flying();
    if (one == null || !one.errand.delivery().equals(done.delivery())) {
      return null;
    }
    Outcome outcome = done.outcome();
    if (outcome instanceof Outcome.Away away) {
      Instant again = desk.away(patience, now);
      one.rest(again);
      return one.told(DeliveryState.FAILED, address, now, away.reason(), again, done.there());
    }
    desk.answers();
    if (outcome instanceof Outcome.Accepted accepted) {
      end(desk, one);
      return one.told(DeliveryState.ACCEPTED, address, now, accepted.reply(), null, done.there());
    }
    if (outcome instanceof Outcome.Refused refused) {
      end(desk, one);
      return one.told(DeliveryState.REFUSED, address, now, refused.reply(), null, done.there());
    }
    Instant again = patience.again(one.attempt(), now);
    one.rest(again);
    return outcome instanceof Outcome.Failed failed
        ? failed(desk, one, failed.reply(), address, again, now)
        : null;
  }

  private Delivery failed(
      Desk desk, Waiting one, String reply, String address, Instant again, Instant now) {
    if (now.isAfter(one.begun().plus(patience.limit()))) {
      end(desk, one);
      String given = reply + "; given up after " + patience.limit().toDays() + " days";
      return one.told(DeliveryState.REFUSED, address, now, given, null, null);
    }
    return one.told(DeliveryState.FAILED, address, now, reply, again, null);
  }

  private void end(Desk desk, Waiting one) {
    desk.end(one);
    NavigableMap<Long, Held> steps = held.get(one.partition);
    if (--steps.get(one.offset).open == 0) {
      steps.remove(one.offset);
    }
  }

  /**
   * @param next offset of the first step that was not taken
   */
  Place place(TopicPartition partition, long next, Instant now) {
    NavigableMap<Long, Held> steps = held.get(partition);
    return steps == null || steps.isEmpty()
        ? new Place(next, now)
        : new Place(steps.firstKey(), steps.firstEntry().getValue().since);
  }

  boolean anyFlying() {
    return desks.values().stream().anyMatch(desk -> desk.flying() != null);
  }

  int waiting() {
    return desks.values().stream().mapToInt(Desk::size).sum();
  }

  Duration oldest(Instant now) {
    return desks.values().stream()
        .flatMap(Desk::all)
        .map(one -> Duration.between(one.made, now))
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }
}
