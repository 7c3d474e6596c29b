package io.vigie.streams.node;

import io.vigie.contract.id.AlertId;
import io.vigie.streams.alert.Alerts;
import io.vigie.streams.alert.Roots;
import io.vigie.streams.alert.Subject;
import io.vigie.streams.alert.Watch;
import io.vigie.streams.alert.node.ClockSkew;
import io.vigie.streams.alert.node.NodeDuplicate;
import io.vigie.streams.alert.node.NodeFrozen;
import io.vigie.streams.alert.node.NodeSilent;
import io.vigie.streams.alert.node.NodeSubject;
import io.vigie.streams.flow.Admitted;
import io.vigie.streams.flow.Moment;
import io.vigie.streams.flow.RootTold;
import io.vigie.streams.pulse.PulseClock;
import java.util.List;
import java.util.Map;

/** The alerts of a task's nodes. */
final class NodeAlerts {
  private final Alerts<NodeSubject> alerts;
  private final Roots roots;
  private final PulseClock clock;

  NodeAlerts(Alerts<NodeSubject> alerts, Roots roots, PulseClock clock) {
    this.alerts = alerts;
    this.roots = roots;
    this.clock = clock;
  }

  static List<List<Watch<NodeSubject>>> kinds() {
    return List.of(
        List.of(new NodeSilent()),
        List.of(new NodeFrozen()),
        List.of(new NodeDuplicate()),
        List.of(new ClockSkew()));
  }

  Alerts<NodeSubject> all() {
    return alerts;
  }

  /**
   * @param before as it was before the record in hand
   */
  void look(Watched watched, Node before, Moment moment) {
    Node node = watched.node;
    if (node.spell() != null) {
      alerts.look(subject(watched, node, before), moment);
    }
  }

  void hear(RootTold told) {
    roots.hear(told);
  }

  private NodeSubject subject(Watched watched, Node node, Node before) {
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
        node.carried().apps(),
        node.spell().knownFrom().toEpochMilli(),
        root,
        before.spell() == null
            ? Map.of()
            : NodeSubject.words(
                before.state(), before.traits().frozen(), Admitted.notable(before.skewMillis())));
  }
}
