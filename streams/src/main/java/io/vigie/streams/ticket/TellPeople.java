package io.vigie.streams.ticket;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vigie.contract.event.Alert;
import io.vigie.contract.event.Delivery;
import io.vigie.contract.event.Event;
import io.vigie.contract.event.MailTest;
import io.vigie.contract.event.Notification;
import io.vigie.contract.event.Pulse;
import io.vigie.contract.event.Recipient;
import io.vigie.contract.event.TicketAct;
import io.vigie.contract.ticket.Cause;
import io.vigie.contract.topic.Partition;
import io.vigie.contract.wire.Envelope;
import io.vigie.people.Audience;
import io.vigie.streams.flow.AlertTold;
import io.vigie.streams.flow.Outlet;
import io.vigie.streams.flow.Position;
import io.vigie.streams.metric.Counter;
import io.vigie.streams.metric.Metrics;
import io.vigie.streams.pulse.Gate;
import io.vigie.streams.pulse.Gates;
import io.vigie.streams.pulse.PulseClock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * The people stage (semantics.md §5): who is told of which alert, and what becomes a ticket. A task
 * has the alerts of its apps; its only clock are the pulses that the service stage carries to it.
 */
public final class TellPeople implements Processor<byte[], byte[], String, Object> {
  private static final String CASES = "people-cases";
  private static final String POLICIES = "people-policies";
  private static final String TICKETS = "tickets";
  private static final String NUMBERS = "ticket-numbers";

  /** The stores it keeps. */
  public static final List<String> STORES = List.of(CASES, POLICIES, TICKETS, NUMBERS);

  /** Of these, the ones that are asked again for what is over; the others are read once. */
  public static final Set<String> LOOKED_UP = Set.of(TICKETS, NUMBERS);

  /** Counted pulses between two looks at what changes slowly: hours, what is long over. */
  private static final int SLOWLY = 60;

  private final Wiring wiring;
  private final int partitions;
  private final Gates gates;
  private final Metrics metrics;
  private final PulseClock clock = new PulseClock();
  private ProcessorContext<String, Object> context;
  private Outlet outlet;
  private Gate gate;
  private Policies policies;
  private TicketBook book;
  private Round round;
  private Answers answers;
  private Telling telling;
  private boolean policiesMoved;
  private String gauge;

  /** Names of the sinks it writes to, and the topic that it hears. */
  public record Wiring(
      String ticket, String notification, String command, String siem, String topic) {}

  /**
   * @param partitions P of the anchored topics
   */
  public TellPeople(Wiring wiring, int partitions, Gates gates, Metrics metrics) {
    this.wiring = wiring;
    this.partitions = partitions;
    this.gates = gates;
    this.metrics = metrics;
  }

  @Override
  public void init(ProcessorContext<String, Object> context) {
    this.context = context;
    outlet = new Outlet(context);
    int partition = context.taskId().partition();
    gate = gates.of(new TopicPartition(wiring.topic(), partition), List.of());
    policies = new Policies(context.getStateStore(POLICIES));
    Cases cases = new Cases(context.getStateStore(CASES), metrics);
    book =
        new TicketBook(
            context.getStateStore(TICKETS),
            context.getStateStore(NUMBERS),
            outlet,
            wiring,
            metrics);
    Teller teller = new Teller(policies.directory);
    Tickets tickets = new Tickets(book, cases, policies.rules);
    round = new Round(book, cases, policies.rules, teller, this::write);
    answers = new Answers(book, cases, this::write);
    telling =
        new Telling(
            cases, teller, tickets, app -> Partition.of(app, partitions) == partition, this::write);
    gauge = "vigie_streams_tickets{partition=\"" + partition + "\"}";
    metrics.gauge(gauge, book::count);
  }

  @Override
  public void close() {
    if (gauge != null) {
      metrics.removeGauge(gauge);
    }
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    RecordMetadata at = context.recordMetadata().orElseThrow();
    outlet.open(new Position(at.topic(), at.partition(), at.offset()), record.timestamp());
    Instant now = Instant.ofEpochMilli(record.timestamp());
    String key = new String(record.key(), UTF_8);
    if (record.value() == null) {
      policies.forget(key);
      policiesMoved = true;
      return;
    }
    Envelope<?> envelope = Stored.read(record.value());
    Event event = envelope.data();
    if (event instanceof Pulse) {
      onPulse(record.timestamp(), at.offset());
    } else if (event instanceof Alert alert) {
      telling.hear(alert, AlertTold.again(key), Now.untimed(record.timestamp()));
    } else if (event instanceof TicketAct act) {
      onAct(act, envelope.source() + '#' + envelope.id(), now);
    } else if (event instanceof MailTest test) {
      onMailTest(test, now);
    } else if (event instanceof Delivery delivery) {
      metrics.count(Counter.DELIVERIES);
      answers.hear(delivery, now);
      book.flush(now);
    } else {
      policies.take(event, record.value());
      policiesMoved = true;
    }
  }

  private void onAct(TicketAct act, String id, Instant now) {
    metrics.count(answers.hear(act, id, now) ? Counter.TICKET_ACTS : Counter.TICKET_ACTS_LATE);
    book.flush(now);
  }

  /** Whoever has no address, or is disabled, is told nothing. */
  private void onMailTest(MailTest test, Instant now) {
    List<Recipient> to =
        Audience.again(Map.of(test.person(), Cause.TEST.wire()), policies.directory).to();
    if (!to.isEmpty()) {
      write(new Notification(test.test(), Cause.TEST, now, test.anchor(), null, null, to));
    }
  }

  private void onPulse(long appendedMillis, long offset) {
    boolean counts = clock.hear(appendedMillis);
    boolean open = gate.open(offset);
    if (!counts) {
      return;
    }
    if (open) {
      tick(new Now(appendedMillis, clock.age(0)));
    }
    book.flush(Instant.ofEpochMilli(appendedMillis));
  }

  private void tick(Now now) {
    boolean slowly = clock.count() % SLOWLY == 0;
    telling.tick(now);
    round.tick(now, slowly || policiesMoved);
    policiesMoved = false;
    if (slowly) {
      telling.forget(now);
      book.forget(now.millis());
    }
  }

  /** Notifications and notes. */
  private void write(Event event) {
    boolean tells = event instanceof Notification;
    metrics.count(tells ? Counter.NOTIFICATIONS : Counter.TICKET_NOTES);
    outlet.write(
        tells ? wiring.notification() : wiring.command(),
        outlet.prepare(event, Instant.ofEpochMilli(outlet.appendedMillis())));
    outlet.commitSoon();
  }
}
