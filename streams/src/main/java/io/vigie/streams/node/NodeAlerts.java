package io.vigie.streams.node;

import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.alert.AlertScope;
import io.vigie.contract.event.AlertAct;
import io.vigie.contract.event.CheckValues;
import io.vigie.contract.event.NodePeers;
import io.vigie.contract.id.AlertId;
import io.vigie.contract.id.NodeId;
import io.vigie.streams.alert.Alerts;
import io.vigie.streams.alert.Roots;
import io.vigie.streams.alert.Subject;
import io.vigie.streams.alert.node.Measure;
import io.vigie.streams.alert.node.NodeSubject;
import io.vigie.streams.alert.node.PeerLink;
import io.vigie.streams.flow.Admitted;
import io.vigie.streams.flow.Moment;
import io.vigie.streams.flow.NodeAppTold;
import io.vigie.streams.flow.NodeMove;
import io.vigie.streams.flow.RootTold;
import io.vigie.streams.flow.RuleTold;
import io.vigie.streams.flow.SilenceTold;
import io.vigie.streams.flow.ThresholdTold;
import io.vigie.streams.pulse.PulseClock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** The alerts of a task's nodes. */
final class NodeAlerts {
  /** Nodes looked at again in one second. */
  private static final int SLICE = 1_000;

  private final Alerts<NodeSubject> alerts;
  private final Roots roots;
  private final NodeChecks checks;
  private final NodeLinks links;
  private final NodeApps apps;
  private final PulseClock clock;
  private final Map<NodeId, Watched> nodes;
  private final Deque<Watched> again = new ArrayDeque<>();
  private boolean looked;

  /**
   * @param nodes all of the task, as they come
   */
  NodeAlerts(
      Alerts<NodeSubject> alerts,
      Roots roots,
      NodeChecks checks,
      NodeLinks links,
      NodeApps apps,
      PulseClock clock,
      Map<NodeId, Watched> nodes) {
    this.checks = checks;
    this.links = links;
    this.apps = apps;
    this.nodes = nodes;
    this.alerts = alerts;
    this.roots = roots;
    this.clock = clock;
    links.moves().forEach(this::maintainPeer);
  }

  /** How many are open now; for another thread to read. */
  int open() {
    return alerts.open();
  }

  void take(RuleTold told) {
    alerts.take(told);
    lookAtAllAgain();
  }

  void take(SilenceTold told) {
    alerts.take(told);
  }

  /** Other bounds hold; the next ticks say which values are out of them. */
  void take(ThresholdTold told) {
    checks.take(told);
    lookAtAllAgain();
  }

  /** It is in another app; the next tick tells it of what is open there. */
  void take(NodeAppTold told) {
    Watched watched = apps.take(told) ? nodes.get(NodeId.parse(told.node())) : null;
    if (watched != null) {
      again.add(watched);
    }
  }

  /** What a node measured now; its order was accepted. */
  void measured(Watched watched, CheckValues run, Moment moment) {
    checks.take(run, watched.node, moment);
    look(watched, watched.node, moment);
  }

  /** How a node hears its peers now; its order was accepted. */
  void linked(Watched watched, NodePeers peers, Moment moment) {
    links.take(peers, moment);
    look(watched, watched.node, moment);
  }

  /** It measures nothing any more, and hears nobody. */
  void retired(Watched watched, Moment moment) {
    checks.forget(watched.node.id(), moment);
    links.forget(watched.node.id());
  }

  /** Something became of a node: those that should hear it are looked at again. */
  void hear(NodeMove move) {
    maintainPeer(move);
    Moment moment = new Moment(move.since(), move.knownFrom(), move.cause());
    for (NodeId id : links.hear(move)) {
      Watched hearer = nodes.get(id);
      if (hearer != null) {
        look(hearer, hearer.node, moment);
      }
    }
  }

  /** Of the task's own nodes it is known sooner. */
  private void maintainPeer(NodeMove move) {
    if (!nodes.containsKey(move.node())) {
      alerts.maintain(move.node(), move.maintenance());
    }
  }

  /** Somebody works on it, or nobody does. */
  void maintain(Node node) {
    alerts.maintain(node.id(), node.inMaintenance());
  }

  void hear(AlertAct act, Admitted in) {
    if (act.alert().kind().scope() == AlertScope.NODE) {
      alerts.hear(act, in.envelope().time(), in.appendMoment());
    }
  }

  /**
   * An installation speaks, accepted or not: in turn with another one it may be a clone.
   *
   * @return whether another one spoke before
   */
  boolean speaks(Watched watched, String install) {
    boolean duplicate = watched.duplicate(clock);
    boolean turned = watched.speaks(install, clock);
    if (duplicate != watched.duplicate(clock)) {
      again.add(watched);
    }
    return turned;
  }

  private void lookAtAllAgain() {
    again.clear();
    again.addAll(nodes.values());
  }

  /** A second passed, and timers may fire. */
  void tick(Moment moment) {
    if (!looked) {
      looked = true;
      lookAtAllAgain();
    }
    for (int left = Math.min(SLICE, again.size()); left > 0; left--) {
      Watched watched = again.remove();
      look(watched, watched.node, moment);
      if (watched.duplicate(clock)) {
        again.add(watched);
      }
    }
    lookAtAged(moment);
    alerts.tick(moment);
  }

  /** Each node once a minute: what it measured may have become too old. */
  private void lookAtAged(Moment moment) {
    long hold = alerts.rule(AlertKind.CHECK_STALE).holdSeconds() * 1_000;
    long slot = clock.count() % WatchNodes.TOUCH_EVERY;
    for (Watched watched : nodes.values()) {
      if (watched.slot == slot
          && checks.aged(watched.node.id(), moment.appended().toEpochMilli() - hold)) {
        look(watched, watched.node, moment);
      }
    }
  }

  /**
   * @param before as it was before the record in hand
   */
  void look(Watched watched, Node before, Moment moment) {
    Node node = watched.node;
    if (node.spell() != null) {
      List<Measure> measures = checks.of(node);
      alerts.look(subject(watched, node, before, measures, moment), moment);
      checks.tell(node.id(), measures, moment);
    }
  }

  /** Nodes that fell silent together hang on one alert, or no longer do. */
  void hear(RootTold told) {
    roots.hear(told);
    Moment moment = new Moment(told.at(), told.at(), told.cause());
    for (Watched watched : nodes.values()) {
      if (Roots.covers(told.root(), watched.node.traits().site())) {
        look(watched, watched.node, moment);
      }
    }
  }

  private NodeSubject subject(
      Watched watched, Node node, Node before, List<Measure> measures, Moment moment) {
    String site = node.traits().site();
    AlertId root = roots.of(site);
    return new NodeSubject(
        node.id(),
        node.state(),
        node.lastSeen() == null ? "" : node.lastSeen().toString(),
        node.traits().frozen(),
        Admitted.notable(node.skewMillis()),
        watched.duplicate(clock),
        node.orders().install(),
        node.traits().env(),
        node.traits().env().equals(Subject.PRODUCTION) || node.carried().production(),
        apps.of(node.id(), node.carried().apps()),
        node.spell().knownFrom().toEpochMilli(),
        root,
        measures,
        heard(node),
        moment.appended().toEpochMilli(),
        before.spell() == null
            ? Map.of()
            : NodeSubject.words(
                before.state(), before.traits().frozen(), Admitted.notable(before.skewMillis())));
  }

  /** Its word of a former life is no word about the present. */
  private List<PeerLink> heard(Node node) {
    Orders orders = node.orders();
    boolean former = orders.peers().epoch() < orders.heartbeat().epoch();
    return former ? List.of() : links.of(node.id());
  }
}
