package io.vigie.streams.node;

import io.vigie.contract.event.AlertAct;
import io.vigie.contract.event.CheckValues;
import io.vigie.contract.event.Event;
import io.vigie.contract.event.NodeFacts;
import io.vigie.contract.event.NodeHeartbeat;
import io.vigie.contract.event.NodeInventory;
import io.vigie.contract.event.NodeLeaving;
import io.vigie.contract.event.NodePeers;
import io.vigie.contract.event.NodeRetire;
import io.vigie.contract.event.Pulse;
import io.vigie.contract.event.ServiceRetire;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.topic.Topic;
import io.vigie.streams.alert.Alerts;
import io.vigie.streams.alert.Roots;
import io.vigie.streams.alert.node.NodeKinds;
import io.vigie.streams.flow.Admitted;
import io.vigie.streams.flow.Inflow;
import io.vigie.streams.flow.Moment;
import io.vigie.streams.flow.NodeAppTold;
import io.vigie.streams.flow.NodeCopies;
import io.vigie.streams.flow.NodeMove;
import io.vigie.streams.flow.Outbound;
import io.vigie.streams.flow.Outlet;
import io.vigie.streams.flow.Position;
import io.vigie.streams.flow.RootTold;
import io.vigie.streams.flow.RuleTold;
import io.vigie.streams.flow.ServiceEnd;
import io.vigie.streams.flow.SilenceTold;
import io.vigie.streams.flow.ThresholdTold;
import io.vigie.streams.flow.Verdict;
import io.vigie.streams.metric.Counter;
import io.vigie.streams.metric.Metrics;
import io.vigie.streams.pulse.Gate;
import io.vigie.streams.pulse.Gates;
import io.vigie.streams.pulse.PulseClock;
import io.vigie.streams.siem.Ecs;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The node stage: tells who is alive, leaving, silent or retired, and hands on which services
 * people retired. Nodes live in memory, rebuilt from the store when the task starts; whatever a
 * node says is stored, so that nothing it sends again is news to whoever takes over.
 */
public final class WatchNodes implements Processor<String, Inflow, String, Object> {
  /** Counted pulses between two touches of a node. */
  static final int TOUCH_EVERY = 60;

  private static final String NODES = "nodes";
  private static final String ALERTS = "node-alerts";
  private static final String ROOTS = "node-roots";
  private static final String CHECKS = "checks";
  private static final String THRESHOLDS = "check-thresholds";
  private static final String PEERS = "node-peers";
  private static final String PEER_COPIES = "peer-copies";
  private static final String APPS = "node-apps";

  /** A clock error is told again when it has moved by more. */
  private static final long SKEW_TOLD_MILLIS = 5_000;

  private final Wiring wiring;
  private final Gates gates;
  private final Metrics metrics;
  private final Map<NodeId, Watched> nodes = new HashMap<>();
  private final PulseClock clock = new PulseClock();
  private KeyValueStore<String, byte[]> store;
  private ProcessorContext<String, Object> context;
  private Outlet outlet;
  private NodeAlerts alerts;
  private Gate gate;
  private String labels;

  /** The stores it keeps. */
  public static final List<String> STORES =
      List.of(NODES, ALERTS, ROOTS, CHECKS, THRESHOLDS, PEERS, PEER_COPIES, APPS);

  /** Of these, the ones that are asked again for what is over; the others are read once. */
  public static final Set<String> LOOKED_UP = Set.of(ALERTS);

  /** Names of the sinks it writes to, and the topic of what every task is told. */
  public record Wiring(
      String health,
      String checks,
      Alerts.Sinks alerts,
      String transitions,
      String transitionsTopic) {}

  public WatchNodes(Wiring wiring, Gates gates, Metrics metrics) {
    this.wiring = wiring;
    this.gates = gates;
    this.metrics = metrics;
  }

  @Override
  public void init(ProcessorContext<String, Object> context) {
    outlet = new Outlet(context);
    store = context.getStateStore(NODES);
    int partition = context.taskId().partition();
    gate =
        gates.of(
            new TopicPartition(Topic.NODE_HEARTBEAT.wire(), partition),
            List.of(
                new TopicPartition(Topic.NODE.wire(), partition),
                new TopicPartition(Topic.CHECK.wire(), partition),
                new TopicPartition(Topic.COMMAND.wire(), partition),
                new TopicPartition(wiring.transitionsTopic(), partition)));
    alerts =
        new NodeAlerts(
            new Alerts<>(
                NodeKinds.all(),
                context.getStateStore(ALERTS),
                clock,
                outlet,
                wiring.alerts(),
                metrics),
            new Roots(context.getStateStore(ROOTS)),
            new NodeChecks(
                context.getStateStore(CHECKS),
                context.getStateStore(THRESHOLDS),
                outlet,
                wiring.checks(),
                metrics),
            new NodeLinks(
                context.getStateStore(PEERS), new NodeCopies(context.getStateStore(PEER_COPIES))),
            new NodeApps(context.getStateStore(APPS)),
            clock,
            nodes);
    this.context = context;
    try (KeyValueIterator<String, byte[]> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<String, byte[]> entry = all.next();
        hold(NodeCodec.decode(entry.key, entry.value));
      }
    }
    labels = "{partition=\"" + partition + "\"}";
    metrics.gauge("vigie_streams_nodes" + labels, nodes::size);
    metrics.gauge("vigie_streams_node_alerts" + labels, alerts::open);
  }

  @Override
  public void close() {
    if (labels != null) {
      metrics.removeGauge("vigie_streams_nodes" + labels);
      metrics.removeGauge("vigie_streams_node_alerts" + labels);
    }
  }

  @Override
  public void process(Record<String, Inflow> record) {
    if (record.value() instanceof Admitted in) {
      outlet.open(in.position(), in.appendedMillis());
      onAdmitted(in);
      return;
    }
    RecordMetadata at = context.recordMetadata().orElseThrow();
    outlet.open(new Position(at.topic(), at.partition(), at.offset()), record.timestamp());
    if (record.value() instanceof RuleTold told) {
      alerts.take(told);
    } else if (record.value() instanceof SilenceTold told) {
      alerts.take(told);
    } else if (record.value() instanceof ThresholdTold told) {
      metrics.count(Counter.THRESHOLDS);
      alerts.take(told);
    } else if (record.value() instanceof NodeAppTold told) {
      alerts.take(told);
    } else if (record.value() instanceof RootTold told) {
      alerts.hear(told);
    } else if (record.value() instanceof NodeMove move) {
      alerts.hear(move);
    }
  }

  private void onAdmitted(Admitted in) {
    Event event = in.event();
    if (event instanceof Pulse pulse) {
      onPulse(in, pulse);
    } else if (event instanceof NodeHeartbeat heartbeat) {
      onRecord(in, heartbeat.node());
    } else if (event instanceof NodeInventory inventory) {
      onRecord(in, inventory.node());
    } else if (event instanceof NodeFacts facts) {
      onRecord(in, facts.node());
    } else if (event instanceof NodePeers peers) {
      onRecord(in, peers.node());
    } else if (event instanceof NodeLeaving leaving) {
      onRecord(in, leaving.node());
    } else if (event instanceof CheckValues run) {
      onRecord(in, run.node());
    } else if (event instanceof NodeRetire retire) {
      onRetire(in, retire);
    } else if (event instanceof AlertAct act) {
      alerts.hear(act, in);
    } else if (event instanceof ServiceRetire retire) {
      Moment moment = in.appendMoment();
      outlet.tell(
          wiring.transitions(),
          new ServiceEnd(retire.service(), retire.epochs(), moment.appended(), moment.cause()));
    }
  }

  private void onRetire(Admitted in, NodeRetire retire) {
    Watched held = nodes.get(retire.node());
    if (held == null || !held.node.retires(retire.epoch())) {
      metrics.count(Counter.RETIREMENTS_LATE);
      return;
    }
    metrics.count(Counter.RETIREMENTS);
    Moment moment = in.appendMoment();
    settle(held, held.node.retired(retire.epoch(), moment), in, moment.cause());
    alerts.retired(held, moment);
  }

  private void onRecord(Admitted in, NodeId id) {
    Watched watched = nodes.get(id);
    Node before = watched == null ? Node.unknown(id) : watched.node;
    Verdict verdict = before.orders().judge(in.event().type(), in.stamp(), before.vacant());
    count(verdict);
    boolean turned = watched != null && alerts.speaks(watched, in.stamp().install());
    if (!verdict.accepted()) {
      if (turned) {
        store(watched);
      }
      return;
    }
    String install = in.stamp().install();
    if (!install.isEmpty() && !before.orders().install().isEmpty()) {
      if (!install.equals(before.orders().install())) {
        metrics.count(Counter.INSTALLS);
      }
    }
    Watched held = watched == null ? new Watched(before) : watched;
    Orders orders = before.orders().accept(in.event().type(), in.stamp(), verdict);
    Node after = after(in, held, orders);
    settle(held, after, in, in.moment(after.skewMillis()).cause());
    nodes.putIfAbsent(id, held);
    if (in.event() instanceof CheckValues run) {
      metrics.count(Counter.CHECK_RUNS);
      alerts.measured(held, run, in.moment(after.skewMillis()));
    } else if (in.event() instanceof NodePeers peers) {
      alerts.linked(held, peers, in.moment(after.skewMillis()));
    }
  }

  private Node after(Admitted in, Watched held, Orders orders) {
    Node before = held.node;
    Event event = in.event();
    if (event instanceof NodeHeartbeat heartbeat) {
      metrics.count(Counter.HEARTBEATS);
      long skew =
          held.skew.with(
              before.skewMillis(), in.stamp().sent().toEpochMilli(), in.appendedMillis());
      held.beat = clock.count();
      return before.with(heartbeat, orders, skew, in.moment(skew));
    }
    Moment moment = in.moment(before.skewMillis());
    if (event instanceof CheckValues) {
      return before.saying(orders, moment);
    }
    metrics.count(Counter.NODE_RECORDS);
    if (event instanceof NodeLeaving leaving) {
      held.beat = clock.count();
      return before.with(leaving, orders, moment);
    }
    if (event instanceof NodePeers) {
      return before.saying(orders, moment);
    }
    return event instanceof NodeFacts facts
        ? before.with(facts, orders, moment)
        : before.with((NodeInventory) event, orders, moment);
  }

  private void onPulse(Admitted in, Pulse pulse) {
    metrics.count(Counter.PULSES);
    boolean counts = clock.hear(in.appendedMillis());
    boolean open = gate.open(in.position().offset());
    if (counts) {
      metrics.count(Counter.PULSES_COUNTED);
      if (open) {
        nodes.values().forEach(watched -> onTick(watched, in));
        alerts.tick(in.appendMoment());
      }
    }
    outlet.carry(wiring.health(), pulse);
  }

  private void onTick(Watched watched, Admitted in) {
    if (watched.node.maintenanceEnds(in.appendedMillis())) {
      String cause = in.appendMoment().cause();
      settle(watched, watched.node.in(null), in, cause);
    }
    if (watched.endsTurns(clock)) {
      store(watched);
    }
    Node node = watched.node;
    switch (node.state()) {
      case ALIVE, LEAVING -> {
        if (clock.age(watched.beat) >= node.allowance()) {
          Moment moment = in.appendMoment();
          settle(watched, node.silent(moment), in, moment.cause());
        } else if (clock.count() % TOUCH_EVERY == watched.slot) {
          touch(watched, in);
        }
      }
      case KNOWN, SILENT, RETIRED -> {}
    }
  }

  /** Publishes what a person would see, tells what the service stage needs, stores it. */
  private void settle(Watched watched, Node after, Admitted in, String cause) {
    Node before = watched.node;
    boolean seen = !after.looksLike(before);
    Node settled = seen ? after.numbered(before.n() + 1) : after;
    boolean skewMoved =
        Math.abs(Admitted.notable(settled.skewMillis()) - watched.toldSkewMillis)
            > SKEW_TOLD_MILLIS;
    boolean ordersMoved = settled.orders().takenOver() != before.orders().takenOver();
    Outbound health =
        seen ? outlet.prepare(settled.health(before, cause), settled.spell().since()) : null;
    NodeMove move = seen || skewMoved || ordersMoved ? settled.move(cause) : null;
    watched.node = settled;
    alerts.maintain(settled);
    if (health != null) {
      metrics.count(Counter.NODE_CHANGES);
      watched.shownSeen = settled.lastSeen();
      outlet.write(wiring.health(), health);
      if (before.spell() == null || before.state() != settled.state()) {
        metrics.count(Counter.SIEM);
        outlet.tell(
            wiring.alerts().siem(), settled.id().toString(), Ecs.of(settled.health(before, cause)));
      }
    }
    if (move != null) {
      metrics.count(Counter.NODE_MOVES);
      watched.toldSkewMillis = move.skewMillis();
      outlet.tell(wiring.transitions(), move);
      outlet.commitSoon();
    }
    boolean otherApps = !settled.carried().equals(before.carried());
    if (move != null || otherApps || settled.anotherLife(before)) {
      alerts.look(
          watched,
          before,
          in.stamp() == null ? in.appendMoment() : in.moment(settled.skewMillis()));
    }
    store(watched);
  }

  private void store(Watched watched) {
    metrics.count(Counter.STORE_WRITES);
    store.put(watched.node.id().toString(), NodeCodec.encode(watched));
  }

  private void touch(Watched watched, Admitted in) {
    Node node = watched.node;
    if (node.lastSeen() != null && !node.lastSeen().equals(watched.shownSeen)) {
      metrics.count(Counter.NODE_TOUCHES);
      watched.shownSeen = node.lastSeen();
      outlet.write(
          wiring.health(),
          outlet.prepare(node.health(null, in.position().toString()), node.lastSeen()));
    }
  }

  private void hold(Watched watched) {
    nodes.put(watched.node.id(), watched);
    alerts.maintain(watched.node);
  }

  private void count(Verdict verdict) {
    switch (verdict) {
      case NEWER -> {}
      case DUPLICATE -> metrics.count(Counter.DUPLICATES);
      case LATE -> metrics.count(Counter.LATE);
      case TAKEOVER -> metrics.count(Counter.TAKEOVERS);
    }
  }
}
