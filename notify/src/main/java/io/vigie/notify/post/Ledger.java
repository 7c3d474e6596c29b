package io.vigie.notify.post;

import io.vigie.contract.event.Delivery;
import io.vigie.contract.event.Notification;
import io.vigie.contract.event.Recipient;
import io.vigie.contract.ticket.Cause;
import io.vigie.contract.ticket.Channel;
import io.vigie.contract.ticket.DeliveryState;
import io.vigie.notify.Message;
import io.vigie.notify.Outcome;
import io.vigie.notify.post.Queue.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Who is still to be told of what (semantics.md §5.5). Pure: knows neither Kafka nor mail servers,
 * and time is told to it. Each notification goes to each recipient in one mail; what gathers while
 * a mail may not go yet goes into the next.
 */
final class Ledger {
  /** A mail to hand over once {@code told} is acknowledged. */
  record Attempt(Delivery told, Message message) {}

  /**
   * From where a successor must read.
   *
   * @param next offset of the first notification that is not done with
   * @param deliveries offset before which no delivery tells of that or a later one
   */
  record Place(long next, long deliveries) {
    private static final String PREFIX = "deliveries=";

    /** What is kept beside a committed offset. */
    String metadata() {
      return PREFIX + deliveries;
    }

    /** All there are where it says nothing of it. */
    static long deliveriesOf(String metadata) {
      return metadata.matches(PREFIX + "\\d{1,18}")
          ? Long.parseLong(metadata.substring(PREFIX.length()))
          : 0;
    }
  }

  private static final class Held {
    private final Instant at;
    private final long deliveries;
    private int open;

    Held(Instant at, long deliveries) {
      this.at = at;
      this.deliveries = deliveries;
    }
  }

  /** For one recipient. */
  static final int MOST_WAITING = 5_000;

  private final Lane lane;
  private final Pace pace;
  private final Function<Message, String> writes;
  private final long inherited;
  private final TreeMap<Long, Held> held = new TreeMap<>();
  private final Map<String, Queue> queues = new LinkedHashMap<>();
  private final Map<String, String> flying = new HashMap<>();

  /** Recipient and notification → the message that names it. */
  private final Map<String, String> named = new HashMap<>();

  private long begin;
  private long deliveries;
  private Instant awayUntil;
  private int awayTimes;

  /**
   * @param writes what has to be written down of a message before it goes
   * @param deliveries offset from which deliveries are remembered
   */
  Ledger(Lane lane, Function<Message, String> writes, long deliveries) {
    this.lane = lane;
    this.pace = lane.paces().values().iterator().next();
    this.writes = writes;
    this.inherited = deliveries;
    this.deliveries = deliveries;
  }

  /** At a take-over, each of what was told before, in order, before anything is taken. */
  void remember(Delivery told) {
    if (!lane.has(told.channel())) {
      return;
    }
    String to = Recipient.key(told.channel(), told.to());
    queue(to, told.channel()).remember(told);
    told.notifications().forEach(each -> named.put(key(to, each), told.delivery()));
  }

  /**
   * Nobody is told any more of what lies before, save of tickets: those are not sent until somebody
   * is.
   */
  void begin(long offset) {
    begin = offset;
  }

  /** Nothing tells of later notifications before that offset. */
  void deliveriesEnd(long offset) {
    deliveries = Math.max(deliveries, offset);
  }

  /**
   * @param offset of it on the topic, each greater than the last
   */
  void take(long offset, Notification notification) {
    if (offset < begin && notification.cause() != Cause.TICKETED) {
      return;
    }
    Map<String, Recipient> once =
        notification.to().stream()
            .filter(to -> lane.has(to.channel()))
            .collect(
                Collectors.toMap(
                    Recipient::key, to -> to, (first, again) -> first, LinkedHashMap::new));
    boolean old = once.keySet().stream().anyMatch(to -> named.containsKey(key(to, notification)));
    Held one = new Held(notification.at(), old ? inherited : deliveries);
    for (Recipient to : once.values()) {
      String before = named.get(key(to.key(), notification));
      Queue queue = queue(to.key(), to.channel());
      if (before == null || queue.holds(before)) {
        queue.take(new Waiting(offset, notification, to), before);
        one.open++;
      }
    }
    if (one.open > 0) {
      held.put(offset, one);
    }
  }

  /** All that was told before has been taken again: nothing more is to be compared with it. */
  void caughtUp() {
    named.clear();
  }

  /**
   * @param room how many more may be handed over
   * @param whole whether mails that lack notifications go without them: they are no longer on the
   *     topic
   */
  List<Attempt> due(Instant now, int room, boolean whole) {
    List<Attempt> due = new ArrayList<>();
    if (awayUntil != null) {
      if (!pace.hasCome(awayUntil, now) || !flying.isEmpty()) {
        return due;
      }
      // one finds out for all
      room = Math.min(room, 1);
    }
    queues.values().removeIf(queue -> queue.isUnused(now));
    for (Map.Entry<String, Queue> each : inTurn()) {
      if (due.size() == room) {
        break;
      }
      Composition mail = next(each.getValue(), now, whole);
      if (mail != null) {
        flying.put(mail.id(), each.getKey());
        due.add(new Attempt(mail.handOver(writes, now), mail.message()));
      }
    }
    return due;
  }

  /**
   * While the server is away what it saw least comes first: it may be a mail that drives it off.
   */
  private List<Map.Entry<String, Queue>> inTurn() {
    List<Map.Entry<String, Queue>> all = new ArrayList<>(queues.entrySet());
    if (awayUntil != null) {
      all.sort(Comparator.comparingInt(each -> each.getValue().attempts()));
    }
    return all;
  }

  /** Ends the oldest of those for whom too much waits: a full mailbox must not stop everybody's. */
  List<Delivery> overflow(Instant now) {
    List<Delivery> ended = new ArrayList<>();
    for (Queue queue : queues.values()) {
      Composition mail;
      while ((mail = queue.tooMuch(lane.ids(), MOST_WAITING, lane.sheds(), now)) != null) {
        mail.members().forEach(this::done);
        ended.add(mail.refused("too much waits for this address", now));
      }
    }
    return ended;
  }

  private Composition next(Queue queue, Instant now, boolean whole) {
    Composition mail = queue.current();
    if (mail != null && mail.members().isEmpty() && whole) {
      // the topic has nothing of it any more
      queue.end(null);
      mail = null;
    }
    if (mail == null) {
      return queue.mayCompose(now) ? queue.compose(lane.ids(), now) : null;
    }
    boolean goes =
        !mail.isHandedOver() && mail.isDue(queue.pace(), now) && (mail.isWhole() || whole);
    return goes ? mail : null;
  }

  /**
   * What became of a mail that was handed over.
   *
   * @return what is to be told; null when nothing is
   */
  Delivery became(String id, Outcome outcome, Instant now) {
    Queue queue = queues.get(flying.remove(id));
    Composition mail = queue.current();
    if (outcome instanceof Outcome.Accepted accepted) {
      return end(queue, DeliveryState.ACCEPTED, accepted.reply(), now);
    }
    if (outcome instanceof Outcome.Refused refused) {
      return end(queue, DeliveryState.REFUSED, refused.reply(), now);
    }
    if (outcome instanceof Outcome.Failed failed) {
      serverAnswers(now);
      Pace its = queue.pace();
      if (now.isAfter(mail.made().plus(its.patience()))) {
        return end(
            queue,
            DeliveryState.REFUSED,
            failed.reply() + "; given up after " + its.patience().toDays() + " days",
            now);
      }
      Instant again = its.again(mail.attempt(), failed.after(), now);
      return failed(mail, failed.reply(), again, false, now);
    }
    if (outcome instanceof Outcome.Away away) {
      awayTimes++;
      awayUntil = pace.again(awayTimes, now);
      return failed(mail, away.reason(), awayUntil, true, now);
    }
    mail.rest(queue.pace().again(mail.attempt(), now), false);
    return null;
  }

  private static Delivery failed(
      Composition mail, String reply, Instant again, boolean away, Instant now) {
    mail.rest(again, away);
    return mail.told(DeliveryState.FAILED, now, reply, again);
  }

  private Delivery end(Queue queue, DeliveryState state, String reply, Instant now) {
    serverAnswers(now);
    Composition mail = queue.current();
    mail.members().forEach(this::done);
    queue.end(state == DeliveryState.ACCEPTED ? now : null);
    return mail.told(state, now, reply, null);
  }

  private void serverAnswers(Instant now) {
    if (awayUntil != null) {
      awayUntil = null;
      awayTimes = 0;
      queues.values().stream()
          .map(Queue::current)
          .filter(mail -> mail != null)
          .forEach(mail -> mail.serverIsBack(now));
    }
  }

  private void done(Waiting one) {
    Held at = held.get(one.offset());
    at.open--;
    if (at.open == 0) {
      held.remove(one.offset());
    }
  }

  /**
   * @param next offset of the first notification that was not taken
   */
  Place place(long next) {
    Map.Entry<Long, Held> first = held.firstEntry();
    return first == null
        ? new Place(next, deliveries)
        : new Place(first.getKey(), first.getValue().deliveries);
  }

  /** Whether the server could not be talked to when it was tried last. */
  boolean isAway() {
    return awayUntil != null;
  }

  /** Mails that were handed over and of which nothing is known yet. */
  Set<String> flying() {
    return Set.copyOf(flying.keySet());
  }

  /** Notifications that are not done with. */
  int held() {
    return held.size();
  }

  /** The same without what waits for those who keep putting off what they get. */
  long flowing() {
    long stuck = queues.values().stream().filter(Queue::isPutOff).mapToLong(Queue::size).sum();
    return Math.max(0, held.size() - stuck);
  }

  /** Notifications that are not done with, counted for each recipient. */
  long waiting() {
    return queues.values().stream().mapToLong(Queue::size).sum();
  }

  Duration oldest(Instant now) {
    Map.Entry<Long, Held> first = held.firstEntry();
    return first == null ? Duration.ZERO : Duration.between(first.getValue().at, now);
  }

  private Queue queue(String to, Channel channel) {
    return queues.computeIfAbsent(to, none -> new Queue(lane.pace(channel)));
  }

  private static String key(String to, Notification notification) {
    return key(to, notification.notification());
  }

  private static String key(String to, String notification) {
    return notification + '\n' + to;
  }
}
