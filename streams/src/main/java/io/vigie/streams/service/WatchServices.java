package io.vigie.streams.service;

import io.vigie.contract.event.InstanceStatus;
import io.vigie.contract.event.NodeState;
import io.vigie.contract.event.Pulse;
import io.vigie.contract.event.ServiceClaim;
import io.vigie.contract.event.ServiceConfig;
import io.vigie.contract.event.SyncResult;
import io.vigie.contract.id.InstanceId;
import io.vigie.contract.topic.Topic;
import io.vigie.contract.wire.Order;
import io.vigie.contract.wire.Stamp;
import io.vigie.streams.alert.Alerts;
import io.vigie.streams.alert.Roots;
import io.vigie.streams.alert.Subject;
import io.vigie.streams.alert.Watch;
import io.vigie.streams.alert.custom.Customs;
import io.vigie.streams.alert.service.ServiceKinds;
import io.vigie.streams.flow.Admitted;
import io.vigie.streams.flow.Inflow;
import io.vigie.streams.flow.Moment;
import io.vigie.streams.flow.NodeCopies;
import io.vigie.streams.flow.NodeMove;
import io.vigie.streams.flow.Outlet;
import io.vigie.streams.flow.Position;
import io.vigie.streams.flow.RootTold;
import io.vigie.streams.flow.RuleTold;
import io.vigie.streams.flow.ServiceEnd;
import io.vigie.streams.flow.SilenceTold;
import io.vigie.streams.flow.Verdict;
import io.vigie.streams.instance.Instance;
import io.vigie.streams.instance.Report;
import io.vigie.streams.metric.Counter;
import io.vigie.streams.metric.Metrics;
import io.vigie.streams.pulse.Gate;
import io.vigie.streams.pulse.Gates;
import io.vigie.streams.pulse.PulseClock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * The service stage: the one place where a change is told from a refresh. An unchanged status ends
 * here: in memory, and its place in its node's order in a store, so that whoever takes over does
 * not take it for news when it is sent again.
 */
public final class WatchServices implements Processor<String, Inflow, String, Object> {
  /** Where in its node's order each instance was heard last: the one store of every refresh. */
  private static final String PLACES = "instance-places";

  private static final String INSTANCES = "instances";
  private static final String SERVICES = "services";
  private static final String CONFIGS = "service-configs";
  private static final String CLAIMS = "service-claims";
  private static final String NODE_COPIES = "node-copies";
  private static final String DOINGS = "doings";
  private static final String SYNCS = "syncs";
  private static final String SERVICE_ALERTS = "service-alerts";
  private static final String SITE_NODES = "site-nodes";
  private static final String SITE_ALERTS = "site-alerts";
  private static final String SITE_ROOTS = "site-roots";
  private static final String CUSTOMS = "customs";
  private static final String CUSTOM_ALERTS = "custom-alerts";

  private final Wiring wiring;
  private final int partitions;
  private final Gates gates;
  private final Metrics metrics;
  private final PulseClock clock = new PulseClock();
  private ProcessorContext<String, Object> context;
  private Outlet outlet;
  private Gate gate;
  private Services services;
  private NodeCopies nodes;
  private Settle settle;
  private Retirement retirement;
  private Syncs syncs;
  private StageAlerts alerts;
  private String labels;

  /** The stores it keeps. */
  public static final List<String> STORES =
      List.of(
          INSTANCES,
          PLACES,
          SERVICES,
          CONFIGS,
          CLAIMS,
          NODE_COPIES,
          DOINGS,
          SYNCS,
          SERVICE_ALERTS,
          SITE_NODES,
          SITE_ALERTS,
          SITE_ROOTS,
          CUSTOMS,
          CUSTOM_ALERTS);

  /** Of these, the ones that are asked again for what is over; the others are read once. */
  public static final Set<String> LOOKED_UP = Set.of(SERVICE_ALERTS, SITE_ALERTS, CUSTOM_ALERTS);

  /** Names of the sinks it writes to, and the topic of what every task is told. */
  public record Wiring(
      String instanceHealth,
      String serviceHealth,
      String syncHealth,
      Alerts.Sinks alerts,
      String transitions,
      String transitionsTopic) {}

  /**
   * @param partitions P of the anchored topics
   */
  public WatchServices(Wiring wiring, int partitions, Gates gates, Metrics metrics) {
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
    gate =
        gates.of(
            new TopicPartition(Topic.INSTANCE_STATUS.wire(), partition),
            List.of(
                new TopicPartition(Topic.SERVICE_CONFIG.wire(), partition),
                new TopicPartition(Topic.ACTION.wire(), partition),
                new TopicPartition(Topic.SYNC.wire(), partition),
                new TopicPartition(Topic.COMMAND.wire(), partition),
                new TopicPartition(wiring.transitionsTopic(), partition)));
    services =
        new Services(
            context.getStateStore(INSTANCES),
            context.getStateStore(PLACES),
            context.getStateStore(SERVICES),
            context.getStateStore(CONFIGS),
            context.getStateStore(CLAIMS),
            metrics);
    nodes = new NodeCopies(context.getStateStore(NODE_COPIES));
    retirement = new Retirement(services, nodes, metrics);
    ServiceAlerts serviceAlerts =
        new ServiceAlerts(
            services,
            nodes,
            engine(ServiceKinds.all(), SERVICE_ALERTS),
            context.getStateStore(DOINGS),
            outlet,
            wiring.alerts().siem(),
            metrics);
    alerts =
        new StageAlerts(
            serviceAlerts,
            new Sites(
                engine(Sites.kinds(), SITE_ALERTS),
                new Roots(context.getStateStore(SITE_ROOTS)),
                context.getStateStore(SITE_NODES),
                outlet,
                wiring.transitions(),
                partition,
                partitions),
            new Customs(
                engine(Customs.kinds(), CUSTOM_ALERTS), context.getStateStore(CUSTOMS), metrics));
    nodes.all().forEach(alerts::maintain);
    syncs = new Syncs(services, context.getStateStore(SYNCS), outlet, wiring.syncHealth(), metrics);
    settle =
        new Settle(
            services,
            nodes,
            outlet,
            new Settle.Sinks(
                wiring.instanceHealth(), wiring.serviceHealth(), wiring.alerts().siem()),
            serviceAlerts,
            syncs,
            metrics);
    labels = "{partition=\"" + partition + "\"}";
    metrics.gauge("vigie_streams_instances" + labels, services::instanceCount);
    metrics.gauge("vigie_streams_services" + labels, () -> services.all().size());
    metrics.gauge("vigie_streams_node_copies" + labels, nodes::size);
    metrics.gauge("vigie_streams_service_alerts" + labels, alerts::open);
  }

  private <S extends Subject> Alerts<S> engine(List<List<Watch<S>>> kinds, String store) {
    return new Alerts<>(
        kinds, context.getStateStore(store), clock, outlet, wiring.alerts(), metrics);
  }

  @Override
  public void close() {
    if (labels != null) {
      metrics.removeGauge("vigie_streams_instances" + labels);
      metrics.removeGauge("vigie_streams_services" + labels);
      metrics.removeGauge("vigie_streams_node_copies" + labels);
      metrics.removeGauge("vigie_streams_service_alerts" + labels);
    }
  }

  @Override
  public void process(Record<String, Inflow> record) {
    Inflow in = record.value();
    if (in instanceof Admitted admitted) {
      outlet.open(admitted.position(), admitted.appendedMillis());
      if (admitted.event() instanceof InstanceStatus status) {
        onStatus(admitted, status);
      } else if (admitted.event() instanceof ServiceConfig config) {
        onConfig(admitted, config);
      } else if (admitted.event() instanceof ServiceClaim claim) {
        onClaim(admitted, claim);
      } else if (admitted.event() instanceof Pulse pulse) {
        onPulse(admitted, pulse);
      } else {
        if (admitted.event() instanceof SyncResult run) {
          syncs.hear(run, admitted.appendMoment());
        }
        alerts.hear(admitted, admitted.event());
      }
    } else {
      RecordMetadata at = context.recordMetadata().orElseThrow();
      outlet.open(new Position(at.topic(), at.partition(), at.offset()), record.timestamp());
      if (in instanceof NodeMove move) {
        onMove(move);
      } else if (in instanceof ServiceEnd end) {
        onEnd(end);
      } else if (in instanceof RuleTold told) {
        metrics.count(Counter.RULES);
        alerts.take(told);
      } else if (in instanceof SilenceTold told) {
        metrics.count(Counter.SILENCES);
        alerts.take(told);
      } else if (in instanceof RootTold told) {
        alerts.hear(told);
      }
    }
  }

  private void onStatus(Admitted in, InstanceStatus status) {
    InstanceId id = status.instance();
    Instance instance = services.instance(id);
    NodeMove node = nodes.of(id.nodeId());
    if (Retirement.closed(node, in.stamp())) {
      metrics.count(Counter.LATE);
      return;
    }
    if (instance != null) {
      Report last = instance.report();
      Verdict verdict =
          Verdict.of(in.stamp(), last.order(), last.install(), vacant(instance, node, in.stamp()));
      count(verdict);
      if (!verdict.accepted()) {
        return;
      }
    }
    metrics.count(Counter.STATUSES);
    Moment moment = in.moment(node == null ? 0 : node.skewMillis());
    Report report =
        new Report(
            status,
            true,
            in.stamp().order(),
            in.stamp().install(),
            in.appendedMillis(),
            moment.event());
    if (instance != null && unchanged(instance, status)) {
      onRefresh(instance, report, moment);
    } else if (instance != null && status.removed()) {
      onReport(instance, report.endOf(instance.report().status()), moment);
    } else {
      onReport(instance, report, moment);
    }
  }

  private boolean unchanged(Instance instance, InstanceStatus status) {
    return instance.report().heard()
        && instance.report().says(status)
        && !services.service(status.instance().serviceId()).unsettled();
  }

  /** The usual case: the same again. Only doubt about it can end. */
  private void onRefresh(Instance instance, Report report, Moment moment) {
    metrics.count(Counter.UNCHANGED);
    boolean doubtful = instance.shown() != null && instance.shown().stale();
    instance.hearAgain(report, clock.count());
    services.storePlace(instance);
    if (doubtful) {
      settle.service(services.service(instance.id().serviceId()), moment);
    }
  }

  private void onReport(Instance held, Report report, Moment moment) {
    InstanceStatus status = report.status();
    Service service = services.service(status.instance().serviceId());
    service.unsettled(true);
    Set<String> superseded = new LinkedHashSet<>(status.supersedes());
    Instance instance = held;
    if (instance == null) {
      instance = new Instance(status.instance(), report);
      instance.refresh(clock.count());
      services.add(instance);
    } else {
      instance.report().status().supersedes().forEach(superseded::remove);
      instance.hear(report, clock.count());
    }
    for (String node : superseded) {
      Instance other = service.instance(node);
      if (other != null && other != instance && other.report().heard()) {
        other.supersede();
      }
    }
    if (status.removed()) {
      services.forgetConfig(status.instance(), report);
    }
    retirement.name(service);
    instance.mustBeStored();
    settle.service(service, moment);
  }

  private void onConfig(Admitted in, ServiceConfig config) {
    Service service = services.service(config.instance().serviceId());
    String node = config.instance().node();
    Instance instance = service.instance(node);
    Config held = service.config(node);
    Order last = held == null ? Order.NONE : held.order();
    String install = held == null ? "" : held.install();
    if (held == null && instance != null && instance.ended()) {
      // a configuration older than the word that ended it, the node's or a person's
      last = instance.report().order();
      install = instance.report().install();
    }
    NodeMove move = nodes.of(config.instance().nodeId());
    if (Retirement.closed(move, in.stamp())) {
      metrics.count(Counter.LATE);
      return;
    }
    boolean vacant = instance == null || vacant(instance, move, in.stamp());
    Verdict verdict = Verdict.of(in.stamp(), last, install, vacant);
    count(verdict);
    if (!verdict.accepted()) {
      return;
    }
    metrics.count(Counter.CONFIGS);
    Config accepted = Config.of(config, in.stamp().order(), in.stamp().install());
    boolean same = held != null && held.config().equals(accepted.config()) && !service.unsettled();
    services.store(accepted);
    if (same) {
      return;
    }
    service.unsettled(true);
    retirement.name(service);
    settle.service(service, in.moment(move == null ? 0 : move.skewMillis()));
  }

  private void onClaim(Admitted in, ServiceClaim said) {
    NodeMove by = nodes.of(said.by());
    if (Retirement.closed(by, in.stamp())) {
      metrics.count(Counter.LATE);
      return;
    }
    Service service = services.service(said.service());
    Claim held = service.claim();
    // another speaker's order is another: of two the one that came later counts
    if (held != null && held.said().by().equals(said.by())) {
      boolean vacant = NodeCopies.is(by, NodeState.SILENT) || takenOver(by, in.stamp());
      Verdict verdict = Verdict.of(in.stamp(), held.order(), held.install(), vacant);
      count(verdict);
      if (!verdict.accepted()) {
        return;
      }
    }
    services.store(Claim.of(said, in.stamp()));
    alerts.claimed(service, in.moment(by == null ? 0 : by.skewMillis()));
  }

  private void onMove(NodeMove move) {
    List<Instance> carried = services.on(move.node());
    NodeMove before = nodes.of(move.node());
    nodes.take(move, !carried.isEmpty());
    Moment moment = new Moment(move.since(), move.knownFrom(), move.cause());
    if (NodeCopies.is(before, NodeState.RETIRED) && move.state() != NodeState.RETIRED) {
      comeBack(move, moment);
    }
    for (Instance instance : List.copyOf(carried)) {
      if (move.state() == NodeState.ALIVE) {
        onReturn(instance, before, move);
      } else if (move.state() == NodeState.RETIRED) {
        retirement.ofNode(instance, move.epoch());
      }
      settle.service(services.service(instance.id().serviceId()), moment);
    }
    for (Service service : services.claimedBy(move.node())) {
      if (move.state() == NodeState.RETIRED || former(service.claim().order(), before, move)) {
        services.forgetClaim(service);
      }
      alerts.claimed(service, moment);
    }
    alerts.hear(move, moment);
  }

  /** The agent was started anew: its former life's word is no word about the present. */
  private static boolean former(Order order, NodeMove before, NodeMove move) {
    return move.state() == NodeState.ALIVE
        && NodeCopies.is(before, NodeState.SILENT)
        && order.epoch() < move.epoch();
  }

  /** The node speaks again: whatever names it waits for it anew. */
  private void comeBack(NodeMove move, Moment moment) {
    for (Service service : services.all()) {
      if (service.id().cluster().equals(move.node().cluster())
          && service.names(move.node().node())) {
        retirement.name(service);
        settle.service(service, moment);
      }
    }
  }

  private void onEnd(ServiceEnd end) {
    Service service = services.known(end.service());
    if (service == null) {
      return;
    }
    Moment moment = new Moment(end.at(), end.at(), end.cause());
    retirement.of(service, end);
    settle.service(service, moment);
    if (service.present().isEmpty()) {
      alerts.retired(service.id(), moment);
    }
  }

  /** The node is back: does what was last heard of this instance still hold? */
  private void onReturn(Instance instance, NodeMove before, NodeMove move) {
    if (NodeCopies.is(before, NodeState.LEAVING)) {
      instance.refresh(clock.count());
    } else if (former(instance.report().order(), before, move)) {
      instance.age();
    }
  }

  private void onPulse(Admitted in, Pulse pulse) {
    metrics.count(Counter.PULSES);
    boolean counts = clock.hear(in.appendedMillis());
    boolean open = gate.open(in.position().offset());
    if (counts) {
      metrics.count(Counter.PULSES_COUNTED);
      if (open) {
        Moment moment = in.appendMoment();
        services.all().forEach(service -> onTick(service, moment));
        syncs.tick(moment);
        alerts.tick(moment);
      }
    }
    outlet.carry(wiring.instanceHealth(), pulse);
    outlet.carry(wiring.serviceHealth(), pulse);
    outlet.carry(wiring.alerts().people(), pulse);
  }

  private void onTick(Service service, Moment moment) {
    boolean aged = false;
    for (Instance instance : service.instances()) {
      Report last = instance.report();
      if (!instance.aged()
          && last.heard()
          && !instance.removed()
          && clock.age(instance.beat()) >= last.allowance()) {
        instance.age();
        aged = true;
      }
    }
    if (aged) {
      settle.service(service, moment);
    }
  }

  /** Nobody speaks for this instance now: another installation of its node may. */
  private static boolean vacant(Instance instance, NodeMove node, Stamp stamp) {
    boolean doubtful = instance.shown() != null && !instance.shown().trusted();
    return doubtful || takenOver(node, stamp);
  }

  private static boolean takenOver(NodeMove node, Stamp stamp) {
    return node != null && !stamp.install().isEmpty() && stamp.install().equals(node.takeover());
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
