package io.vigie.streams.replay;

import io.vigie.contract.event.Alert;
import io.vigie.contract.event.NodeHealth;
import io.vigie.contract.event.NodeState;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.wire.Decoded;
import io.vigie.contract.wire.EventCodec;
import io.vigie.contract.wire.Order;
import io.vigie.streams.alert.Alerts;
import io.vigie.streams.alert.Roots;
import io.vigie.streams.alert.Subject;
import io.vigie.streams.alert.Watch;
import io.vigie.streams.alert.custom.Customs;
import io.vigie.streams.alert.node.NodeKinds;
import io.vigie.streams.alert.node.NodeSubject;
import io.vigie.streams.alert.service.ServiceKinds;
import io.vigie.streams.alert.service.ServiceSubject;
import io.vigie.streams.flow.Admitted;
import io.vigie.streams.flow.Moment;
import io.vigie.streams.flow.NodeMove;
import io.vigie.streams.flow.Outbound;
import io.vigie.streams.flow.Outlet;
import io.vigie.streams.flow.Position;
import io.vigie.streams.flow.RootTold;
import io.vigie.streams.flow.RuleTold;
import io.vigie.streams.flow.SilenceTold;
import io.vigie.streams.metric.Metrics;
import io.vigie.streams.pulse.PulseClock;
import io.vigie.streams.service.Sites;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.processor.api.Record;

/** The streams' alerts under one set of rules, with what they write kept here. */
final class Run implements Outlet.Way {
  private static final String ALERTS = "alerts";
  private static final String TOLD = "told";
  private static final Alerts.Sinks SINKS = new Alerts.Sinks(ALERTS, "", "");

  private final Fleet fleet;
  private final Collection<RuleTold> rules;
  private final Collection<SilenceTold> silences;
  private final Raisings raisings;
  private final Outlet outlet = new Outlet(this);
  private final Metrics metrics = new Metrics();
  private final Roots roots = new Roots(new MemoryStore());
  private final Map<Lane, Stage> stages = new HashMap<>();
  private final Deque<RootTold> told = new ArrayDeque<>();
  private final Sites sites;
  private final Customs customs;

  private record Stage(Alerts<ServiceSubject> services, Alerts<NodeSubject> nodes) {}

  /**
   * @param centre time of what lies on no partition in particular here: sites, what people tell
   */
  Run(
      Fleet fleet,
      Collection<RuleTold> rules,
      Collection<SilenceTold> silences,
      PulseClock centre,
      long fromMillis) {
    this.fleet = fleet;
    this.rules = rules;
    this.silences = silences;
    raisings = new Raisings(fromMillis);
    sites =
        new Sites(
            engine(Sites.kinds(), centre),
            new Roots(new MemoryStore()),
            new MemoryStore(),
            outlet,
            TOLD,
            0,
            1);
    customs = new Customs(engine(Customs.kinds(), centre), new MemoryStore(), metrics);
  }

  private <S extends Subject> Alerts<S> engine(List<List<Watch<S>>> kinds, PulseClock clock) {
    Alerts<S> alerts = new Alerts<>(kinds, new MemoryStore(), clock, outlet, SINKS, metrics);
    rules.forEach(alerts::take);
    silences.forEach(alerts::take);
    fleet.nodes().stream()
        .filter(node -> node.health().maintenance() != null)
        .forEach(node -> alerts.maintain(node.health().node(), true));
    return alerts;
  }

  private Stage stage(Lane lane) {
    return stages.computeIfAbsent(
        lane,
        key ->
            new Stage(
                engine(ServiceKinds.all(), lane.services), engine(NodeKinds.all(), lane.nodes)));
  }

  List<Raising> raisings() {
    return raisings.all();
  }

  void open(Position position, long appendedMillis) {
    outlet.open(position, appendedMillis);
  }

  /** Nodes that fell silent together did so before alerts are looked for. */
  void begin(Collection<NodeHealth> nodes) {
    for (NodeHealth node : nodes) {
      maintain(node);
      sites.hear(move(node), new Moment(node.since(), node.knownFrom(), node.cause()));
    }
  }

  void look(ServiceState service, Lane lane, Moment moment, String reason) {
    stage(lane).services().look(fleet.subject(service), moment, reason);
    if (service.removed()) {
      customs.retire(service.id(), false, moment);
    }
  }

  void look(NodeHealth node, Lane lane, Moment moment) {
    stage(lane).nodes().look(fleet.subject(node, roots, moment.appended().toEpochMilli()), moment);
  }

  /** A node changed; its own alerts were looked at. */
  void move(NodeHealth node, Moment moment) {
    maintain(node);
    sites.hear(move(node), moment);
    if (node.state() == NodeState.RETIRED) {
      customs.retire(node.node(), true, moment);
    }
  }

  private void maintain(NodeHealth node) {
    boolean maintained = node.maintenance() != null;
    NodeId id = node.node();
    stages
        .values()
        .forEach(
            stage -> {
              stage.services().maintain(id, maintained);
              stage.nodes().maintain(id, maintained);
            });
    customs.maintain(move(node));
  }

  void hear(Admitted in) {
    customs.hear(in, in.event());
  }

  void tickServices(Lane lane, Moment moment) {
    stage(lane).services().tick(moment);
  }

  void tickNodes(Lane lane, Moment moment) {
    stage(lane).nodes().tick(moment);
  }

  void tickCentre(Moment moment) {
    sites.tick(moment);
    customs.tick(moment);
  }

  /** What became of the roots of many with the record in hand; null when nothing did. */
  RootTold nextRoot() {
    return told.poll();
  }

  void hear(RootTold root, Moment moment) {
    roots.hear(root);
    sites.hear(root, moment);
  }

  private static NodeMove move(NodeHealth node) {
    return new NodeMove(
        node.node(),
        node.n(),
        node.state(),
        node.since(),
        node.knownFrom(),
        node.epoch(),
        Order.NONE,
        Admitted.notable(node.skewMillis()),
        "",
        node.env(),
        node.site(),
        node.frozen(),
        node.cause(),
        node.maintenance() != null);
  }

  @Override
  public void forward(Record<String, Object> record, String sink) {
    if (record.value() instanceof RootTold root) {
      told.add(root);
    } else if (sink.equals(ALERTS)
        && EventCodec.decode(((Outbound) record.value()).bytes()) instanceof Decoded.Read read
        && read.envelope().data() instanceof Alert alert) {
      raisings.hear(alert);
    }
  }

  @Override
  public long nowMillis() {
    return 0;
  }

  @Override
  public void commit() {}
}
