package io.vigie.notify.tracker;

import io.vigie.contract.event.ChannelPolicy;
import io.vigie.contract.event.Delivery;
import io.vigie.contract.event.Event;
import io.vigie.contract.event.Ticket;
import io.vigie.contract.id.TicketId;
import io.vigie.contract.topic.Topic;
import io.vigie.contract.wire.Decoded;
import io.vigie.contract.wire.Envelope;
import io.vigie.contract.wire.EventCodec;
import io.vigie.notify.Clients;
import io.vigie.notify.Lease;
import io.vigie.notify.NotifySettings;
import io.vigie.notify.text.TicketSeen;
import io.vigie.notify.text.TicketWriter;
import io.vigie.notify.tracker.Backlog.Attempt;
import io.vigie.notify.tracker.Backlog.Place;
import io.vigie.notify.tracker.Hands.Result;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A member of the group of followers: tells trackers of the tickets of its partitions. Any failure
 * ends the session; the next one reads anew what is so.
 */
final class Session implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Session.class);
  private static final String SOURCE = "vigie/notify";
  private static final TopicPartition DELIVERIES = new TopicPartition(Topic.DELIVERY.wire(), 0);

  /** Shorter than it takes until another one has the partitions. */
  private static final String GROUP = "vigie-notify-tickets";

  private static final Duration LEASE = Duration.ofMillis(Clients.SESSION_MILLIS * 2L / 3);

  private static final Duration POLL = Duration.ofMillis(100);

  /**
   * What is written last begins within the lease: until it has ended nobody else may look for it.
   */
  private static final Duration SETTLE = LEASE.plus(Follower.CALL).plusSeconds(1);

  private static final Duration QUIET = Duration.ofSeconds(1);

  /** By how much clocks of two machines may differ. */
  private static final Duration SKEW = Duration.ofMinutes(5);

  private final NotifySettings settings;
  private final Trackers trackers;
  private final Patience patience;
  private final TrackerMetrics metrics;
  private final String run = UUID.randomUUID().toString();
  private final Consumer<byte[], byte[]> consumer;
  private final Producer<byte[], byte[]> producer;
  private final Hands hands;
  private final Map<TicketId, TicketSeen> seen = new HashMap<>();
  private final Map<TopicPartition, Instant> inherited = new HashMap<>();
  private Hearing hearing = new Hearing();
  private Set<TopicPartition> assigned = Set.of();
  private Map<TopicPartition, Long> readable = Map.of();
  private Map<TopicPartition, Long> committed = Map.of();
  private Backlog backlog;
  private Lease lease;
  private long committedAt;
  private long told;

  Session(NotifySettings settings, Trackers trackers, Patience patience, TrackerMetrics metrics) {
    this.settings = settings;
    this.trackers = trackers;
    this.patience = patience;
    this.metrics = metrics;
    // who gets other partitions begins anew with all of them
    consumer = Clients.member(settings, GROUP, RangeAssignor.class, Clients.From.LATEST);
    hands = new Hands(trackers, consumer::wakeup);
    // whoever lost its partitions commits nothing any more
    producer = Clients.producer(settings, GROUP, GROUP + '-' + UUID.randomUUID());
    producer.initTransactions();
    consumer.subscribe(List.of(Topic.TICKET.wire()), new Turns());
  }

  /** Reads what there is, has done what may be, tells what became of it. */
  void step() {
    ConsumerRecords<byte[], byte[]> records = poll();
    if (backlog == null && !assigned.isEmpty() && hands.rest()) {
      begin();
    } else if (backlog != null) {
      records.forEach(this::take);
      turn();
    }
    metrics.shows(backlog, now());
  }

  private ConsumerRecords<byte[], byte[]> poll() {
    try {
      return consumer.poll(POLL);
    } catch (WakeupException e) {
      return ConsumerRecords.empty();
    }
  }

  private void begin() {
    trackers.catchUp();
    Backlog fresh = new Backlog(patience);
    Hearing heard = new Hearing();
    Instant since = now();
    Map<TopicPartition, OffsetAndMetadata> known = consumer.committed(assigned);
    try (Consumer<byte[], byte[]> reader =
        Clients.reader(settings, GROUP + "-reader", Clients.From.EARLIEST)) {
      Reading before = new Reading(reader);
      for (TopicPartition each : assigned) {
        OffsetAndMetadata place = known.get(each);
        // whoever sets a tracker up is told of what becomes of tickets from then on
        long next = place == null ? before.end(each) : place.offset();
        before.read(each, before.begin(each), next, this::see);
        consumer.seek(each, next);
        Instant taken = place == null ? now() : Since.read(place.metadata());
        inherited.put(each, taken);
        if (place != null) {
          heard.inherit(place.metadata(), trackers.all().keySet());
        }
        since = taken.isBefore(since) ? taken : since;
      }
      long from = before.since(DELIVERIES, since.minus(SKEW));
      before.read(DELIVERIES, from, before.end(DELIVERIES), event -> remember(fresh, event));
    }
    readable = consumer.endOffsets(assigned);
    committed = Map.of();
    heard.on(trackers.all().keySet(), now());
    hearing = heard;
    lease = Lease.of(LEASE);
    backlog = fresh;
    LOG.atInfo().addKeyValue("partitions", assigned.size()).log("this process tells trackers");
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    Decoded decoded = EventCodec.decode(record.value());
    if (!(decoded instanceof Decoded.Read read
        && read.envelope().data() instanceof Ticket ticket)) {
      metrics.unreadable();
      LOG.atWarn()
          .addKeyValue("offset", record.offset())
          .log("a step of a ticket cannot be read; no tracker is told of it");
      return;
    }
    TopicPartition partition = new TopicPartition(record.topic(), record.partition());
    boolean old = record.offset() < readable.get(partition);
    Instant since = old ? inherited.get(partition) : now();
    TicketSeen last = seen.get(ticket.ticket());
    TicketSeen before = last == null || last.isOfAnother(ticket) ? null : last;
    if (before != null && !before.isBefore(ticket)) {
      return;
    }
    Instant at = Instant.ofEpochMilli(record.timestamp());
    for (ChannelPolicy channel : trackers.all().values()) {
      boolean heard = !old || hearing.heard(channel.name(), at);
      TicketWriter writer =
          new TicketWriter(channel.language(), ZoneId.systemDefault(), settings.console());
      Errand.of(channel, before, ticket, writer)
          .filter(errand -> heard || backlog.knows(errand))
          .ifPresent(errand -> backlog.take(partition, record.offset(), errand, since));
    }
    see(ticket);
  }

  private void see(Event event) {
    if (event instanceof Ticket step) {
      seen.put(step.ticket(), TicketSeen.of(step));
    }
  }

  private void remember(Backlog backlog, Event event) {
    if (event instanceof Delivery delivery) {
      hands.remember(delivery);
      backlog.remember(delivery);
    }
  }

  private boolean hasCaughtUp() {
    return assigned.stream().allMatch(each -> consumer.position(each) >= readable.get(each));
  }

  private void turn() {
    Instant now = now();
    hearing.on(trackers.all().keySet(), now);
    List<Delivery> news = results(Duration.ZERO);
    if (hasCaughtUp()) {
      news.addAll(backlog.caughtUp(seen::containsKey, now));
    }
    news.addAll(backlog.overflow(trackers.all(), now));
    List<Attempt> due = backlog.due(trackers.all(), now);
    due.forEach(attempt -> news.add(attempt.told()));
    if (tell(news)) {
      due.forEach(attempt -> hands.give(attempt.errand(), lease));
    }
  }

  private List<Delivery> results(Duration wait) {
    List<Delivery> news = new ArrayList<>();
    Result result;
    while ((result = hands.poll(news.isEmpty() ? wait : Duration.ZERO)) != null) {
      metrics.became(result.done().outcome());
      ChannelPolicy channel = trackers.all().get(result.channel());
      String address = channel == null ? "" : channel.address();
      Delivery delivery = backlog.became(result.channel(), result.done(), address, now());
      if (delivery != null) {
        news.add(delivery);
      }
    }
    return news;
  }

  /**
   * In one transaction what is new and how far all is done: whoever lost its partitions fails.
   *
   * @return whether all of it is acknowledged; false when there was nothing to tell
   */
  private boolean tell(List<Delivery> news) {
    Map<TopicPartition, OffsetAndMetadata> places = new HashMap<>();
    Map<TopicPartition, Long> nexts = new HashMap<>();
    String heard = hearing.write();
    for (TopicPartition each : assigned) {
      Place place = backlog.place(each, consumer.position(each), now());
      String metadata = Since.write(place.since()) + heard;
      places.put(each, new OffsetAndMetadata(place.next(), Optional.empty(), metadata));
      nexts.put(each, place.next());
    }
    boolean quiet = System.nanoTime() - committedAt < QUIET.toNanos();
    // while something is under way each acknowledgement prolongs the right to go on with it
    boolean idle = nexts.equals(committed) && !backlog.anyFlying();
    if (news.isEmpty() && (idle || quiet)) {
      return false;
    }
    Runnable renewal = lease.renewal();
    producer.beginTransaction();
    news.forEach(this::send);
    producer.sendOffsetsToTransaction(places, consumer.groupMetadata());
    producer.commitTransaction();
    renewal.run();
    committed = nexts;
    committedAt = System.nanoTime();
    return true;
  }

  private void send(Delivery delivery) {
    byte[] value =
        EventCodec.encode(new Envelope<>(run + '-' + ++told, SOURCE, delivery.at(), delivery));
    producer.send(
        new ProducerRecord<>(
            DELIVERIES.topic(),
            DELIVERIES.partition(),
            delivery.at().toEpochMilli(),
            delivery.key().getBytes(StandardCharsets.UTF_8),
            value));
  }

  /** What is under way is waited for and told. */
  private void settle() {
    if (backlog == null) {
      return;
    }
    long deadline = System.nanoTime() + SETTLE.toNanos();
    List<Delivery> news = new ArrayList<>();
    while (backlog.anyFlying() && System.nanoTime() < deadline) {
      news.addAll(results(Duration.ofNanos(Math.max(1, deadline - System.nanoTime()))));
    }
    tell(news);
  }

  private void letGo() {
    assigned = Set.of();
    backlog = null;
    seen.clear();
    inherited.clear();
    if (lease != null) {
      lease.end();
    }
  }

  private static Instant now() {
    return Instant.now();
  }

  private final class Turns implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      assigned = Set.copyOf(partitions);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      settle();
      letGo();
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      letGo();
    }
  }

  /** Ends in order: what is under way is told. */
  void end() {
    settle();
    letGo();
  }

  @Override
  public void close() {
    letGo();
    hands.close();
    producer.close(Duration.ZERO);
    consumer.close();
  }
}
