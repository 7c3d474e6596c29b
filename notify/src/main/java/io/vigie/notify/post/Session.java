package io.vigie.notify.post;

import io.vigie.contract.event.Delivery;
import io.vigie.contract.event.Notification;
import io.vigie.contract.ticket.DeliveryState;
import io.vigie.contract.topic.Topic;
import io.vigie.contract.wire.Decoded;
import io.vigie.contract.wire.Envelope;
import io.vigie.contract.wire.EventCodec;
import io.vigie.notify.Clients;
import io.vigie.notify.Lease;
import io.vigie.notify.Message;
import io.vigie.notify.NotifySettings;
import io.vigie.notify.Outcome;
import io.vigie.notify.post.Ledger.Attempt;
import io.vigie.notify.post.Ledger.Place;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A member of the group of senders: sends while it has the notifications' partition, stands by
 * while another one has. Any failure ends the session; the next one reads anew what is so.
 */
final class Session implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Session.class);
  private static final String SOURCE = "vigie/notify";
  private static final TopicPartition NOTIFICATIONS =
      new TopicPartition(Topic.NOTIFICATION.wire(), 0);

  /** Whoever sets mail up is told of the last hour and of tickets, not of all that ever was. */
  private static final Duration FIRST = Duration.ofHours(1);

  /** Shorter than it takes until another one is the sender. */
  private static final Duration LEASE = Duration.ofMillis(Clients.SESSION_MILLIS * 2L / 3);

  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration SETTLE = Duration.ofSeconds(10);
  private static final Duration QUIET = Duration.ofSeconds(1);
  private static final int MOST_HELD = 20_000;

  private final NotifySettings settings;
  private final Lane lane;
  private final Function<Message, String> writes;
  private final InstantSource clock;
  private final NotifyMetrics metrics;
  private final Server server;
  private final String run = UUID.randomUUID().toString();
  private final Consumer<byte[], byte[]> consumer;
  private final Hands hands;
  private Producer<byte[], byte[]> producer;
  private Ledger ledger;
  private Lease lease;
  private long next;
  private long readable;
  private long told;
  private Place committed;
  private long committedAt = System.nanoTime();
  private boolean assigned;

  Session(
      NotifySettings settings,
      Lane lane,
      Function<Message, String> writes,
      Hands hands,
      InstantSource clock,
      NotifyMetrics metrics,
      Server server) {
    this.settings = settings;
    this.lane = lane;
    this.writes = writes;
    this.hands = hands;
    this.clock = clock;
    this.metrics = metrics;
    this.server = server;
    // a standby that comes takes nothing away
    consumer =
        Clients.member(
            settings, lane.group(), CooperativeStickyAssignor.class, Clients.From.EARLIEST);
    hands.serve(consumer::wakeup);
    consumer.subscribe(List.of(NOTIFICATIONS.topic()), new Turns());
  }

  /** Whether this is the one that sends. */
  boolean leads() {
    return ledger != null;
  }

  /** Reads what there is, hands over what may go, tells what became of it. */
  void step() {
    ConsumerRecords<byte[], byte[]> records = poll();
    if (assigned && ledger == null) {
      lead();
    } else if (ledger != null) {
      take(records);
      turn();
    }
    metrics.shows(ledger, clock.instant());
  }

  private ConsumerRecords<byte[], byte[]> poll() {
    try {
      return consumer.poll(POLL);
    } catch (WakeupException e) {
      return ConsumerRecords.empty();
    }
  }

  private void lead() {
    producer = Clients.producer(settings, lane.group(), lane.group());
    producer.initTransactions();
    Instant now = clock.instant();
    OffsetAndMetadata known = consumer.committed(Set.of(NOTIFICATIONS)).get(NOTIFICATIONS);
    next = known == null ? begin() : known.offset();
    readable = consumer.endOffsets(Set.of(NOTIFICATIONS)).get(NOTIFICATIONS);
    try (Consumer<byte[], byte[]> deliveries =
        Clients.reader(settings, lane.group() + "-deliveries", Clients.From.EARLIEST)) {
      Past past = new Past(deliveries);
      long recent = past.since(now.minus(lane.gap()).minus(lane.gap()));
      // offsets are forgotten after a week: what was told then must not be told again
      long from = known == null ? 0 : Math.min(recent, Place.deliveriesOf(known.metadata()));
      Ledger fresh = new Ledger(lane, writes, Math.max(from, past.begin()));
      if (known == null) {
        fresh.begin(first(now));
      }
      fresh.deliveriesEnd(past.read(Math.max(from, past.begin()), fresh::remember));
      ledger = fresh;
    }
    committed = null;
    lease = Lease.of(LEASE);
    consumer.seek(NOTIFICATIONS, next);
    LOG.atInfo()
        .addKeyValue("by", lane.word())
        .addKeyValue("notification", next)
        .log("this process sends what people are told");
  }

  private long first(Instant now) {
    OffsetAndTimestamp found =
        consumer
            .offsetsForTimes(Map.of(NOTIFICATIONS, now.minus(FIRST).toEpochMilli()))
            .get(NOTIFICATIONS);
    return found == null ? readable : found.offset();
  }

  private long begin() {
    return consumer.beginningOffsets(Set.of(NOTIFICATIONS)).get(NOTIFICATIONS);
  }

  private void take(ConsumerRecords<byte[], byte[]> records) {
    for (ConsumerRecord<byte[], byte[]> record : records) {
      Decoded decoded = EventCodec.decode(record.value());
      if (decoded instanceof Decoded.Read read
          && read.envelope().data() instanceof Notification notification) {
        ledger.take(record.offset(), notification);
      } else {
        metrics.unreadable();
        LOG.atWarn()
            .addKeyValue("offset", record.offset())
            .log("a notification cannot be read; nobody is told of it");
      }
    }
    next = consumer.position(NOTIFICATIONS);
    // whoever is dead for days must not keep from reading what others wait for
    if (ledger.flowing() > MOST_HELD && (ledger.isAway() || next < readable)) {
      consumer.pause(Set.of(NOTIFICATIONS));
    } else {
      consumer.resume(Set.of(NOTIFICATIONS));
    }
  }

  private void turn() {
    Instant now = clock.instant();
    List<Delivery> news = results(now);
    boolean caughtUp = next >= readable;
    if (caughtUp) {
      ledger.caughtUp();
    }
    // whoever has not read all might send alone what belongs into a digest
    boolean ready = caughtUp || ledger.held() > MOST_HELD;
    List<Attempt> due =
        ready ? ledger.due(now, lane.hands() - ledger.flying().size(), caughtUp) : List.of();
    if (ready) {
      news.addAll(ledger.overflow(now));
    }
    due.forEach(attempt -> news.add(attempt.told()));
    if (tell(news, false)) {
      due.forEach(attempt -> hands.give(attempt.message(), lease));
    }
  }

  private List<Delivery> results(Instant now) {
    List<Delivery> news = new ArrayList<>();
    Hands.Result result;
    while ((result = hands.poll()) != null) {
      took(result, now, news);
    }
    return news;
  }

  private void took(Hands.Result result, Instant now, List<Delivery> news) {
    if (!ledger.flying().contains(result.id())) {
      return;
    }
    metrics.became(result.outcome());
    if (result.outcome() instanceof Outcome.Late) {
      hands.told(result.id());
      LOG.atWarn()
          .addKeyValue("delivery", result.id())
          .log("Kafka was too slow for a mail to be handed over; it is tried again");
    }
    server.seen(result.outcome());
    Delivery delivery = ledger.became(result.id(), result.outcome(), now);
    if (delivery != null) {
      news.add(delivery);
    }
  }

  /**
   * In one transaction what is new and how far all is done: whoever is no longer the sender fails.
   *
   * @param last whether there will be no later time to tell how far all is done
   * @return whether all of it is acknowledged; false when there was nothing to tell
   */
  private boolean tell(List<Delivery> news, boolean last) {
    Place place = ledger.place(next);
    boolean moved = !place.equals(committed);
    boolean quiet = !last && System.nanoTime() - committedAt < QUIET.toNanos();
    if (news.isEmpty() && ledger.flying().isEmpty() && next < readable) {
      return false; // whoever begins anew would not know any more what is too old to tell
    }
    // while a mail is under way each acknowledgement prolongs the right to hand it over
    boolean idle = !moved && ledger.flying().isEmpty();
    if (news.isEmpty() && (idle || quiet)) {
      return false;
    }
    Runnable renewal = lease.renewal();
    producer.beginTransaction();
    List<Future<RecordMetadata>> sent = news.stream().map(this::send).toList();
    producer.sendOffsetsToTransaction(
        Map.of(
            NOTIFICATIONS, new OffsetAndMetadata(place.next(), Optional.empty(), place.metadata())),
        consumer.groupMetadata());
    producer.commitTransaction();
    renewal.run();
    committed = place;
    committedAt = System.nanoTime();
    news.stream()
        .filter(each -> each.state() != DeliveryState.SENDING)
        .forEach(each -> hands.told(each.delivery()));
    sent.forEach(each -> ledger.deliveriesEnd(offset(each) + 1));
    return true;
  }

  private Future<RecordMetadata> send(Delivery delivery) {
    byte[] value =
        EventCodec.encode(new Envelope<>(run + '-' + ++told, SOURCE, delivery.at(), delivery));
    return producer.send(
        new ProducerRecord<>(
            Topic.DELIVERY.wire(),
            0,
            delivery.at().toEpochMilli(),
            delivery.key().getBytes(StandardCharsets.UTF_8),
            value));
  }

  private static long offset(Future<RecordMetadata> acknowledged) {
    try {
      return acknowledged.get().offset();
    } catch (ExecutionException e) {
      throw new KafkaException("a delivery was not written", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted", e);
    }
  }

  /** What is under way is waited for and told. */
  private void settle() {
    if (ledger == null) {
      return;
    }
    long deadline = System.nanoTime() + SETTLE.toNanos();
    List<Delivery> news = new ArrayList<>();
    try {
      while (!ledger.flying().isEmpty() && System.nanoTime() < deadline) {
        Hands.Result result =
            hands.results().poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (result != null) {
          took(result, clock.instant(), news);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    tell(news, true);
  }

  private void letGo() {
    ledger = null;
    if (lease != null) {
      lease.end(); // the next session sends what a slow server has not got yet
    }
    if (producer != null) {
      producer.close(Duration.ZERO);
      producer = null;
      LOG.atInfo().addKeyValue("by", lane.word()).log("another process sends, or none");
    }
  }

  private final class Turns implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      assigned = assigned || !partitions.isEmpty();
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      if (!partitions.isEmpty()) {
        settle();
        onPartitionsLost(partitions);
      }
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      assigned = false;
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
    consumer.close();
  }
}
