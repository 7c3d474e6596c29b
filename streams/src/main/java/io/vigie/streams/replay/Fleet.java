package io.vigie.streams.replay;

import io.vigie.contract.event.InstanceHealth;
import io.vigie.contract.event.NodeHealth;
import io.vigie.contract.event.ServiceHealth;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.id.ServiceId;
import io.vigie.streams.alert.Roots;
import io.vigie.streams.alert.Subject;
import io.vigie.streams.alert.node.NodeSubject;
import io.vigie.streams.alert.service.ServiceSubject;
import io.vigie.streams.flow.Admitted;
import io.vigie.streams.node.Carried;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All services and nodes as they were recorded, up to the record in hand. */
final class Fleet {
  /**
   * A node.
   *
   * @param partition its own
   */
  record NodeState(NodeHealth health, int partition) {}

  private final Names names = new Names();
  private final Map<ServiceId, ServiceState> services = new HashMap<>();
  private final Map<NodeId, NodeState> nodes = new HashMap<>();
  private final Map<NodeId, List<ServiceState>> byNode = new HashMap<>();
  private final Map<NodeId, Carried> carried;

  /**
   * @param carried what each node ran, as last told
   */
  Fleet(Map<NodeId, Carried> carried) {
    this.carried = Map.copyOf(carried);
  }

  ServiceState service(ServiceId id, int partition) {
    return services.computeIfAbsent(id, service -> new ServiceState(service, partition));
  }

  void take(InstanceHealth health, ServiceState service) {
    if (service.take(health, names)) {
      List<ServiceState> there =
          byNode.computeIfAbsent(health.instance().nodeId(), node -> new ArrayList<>(4));
      if (!there.contains(service)) {
        there.add(service);
      }
    }
  }

  void take(ServiceHealth health, ServiceState service) {
    service.take(health, names);
  }

  void take(NodeHealth health, int partition) {
    nodes.put(health.node(), new NodeState(health, partition));
  }

  Collection<ServiceState> services() {
    return services.values();
  }

  Collection<NodeState> nodes() {
    return nodes.values();
  }

  /** Null when nothing is known of it. */
  NodeHealth node(NodeId id) {
    NodeState state = nodes.get(id);
    return state == null ? null : state.health();
  }

  /** Services that have, or once had, an instance there. */
  List<ServiceState> on(NodeId node) {
    return byNode.getOrDefault(node, List.of());
  }

  ServiceSubject subject(ServiceState service) {
    return service.subject(this::node);
  }

  /** What it measures, whom it hears and which installation speaks is not kept. */
  NodeSubject subject(NodeHealth node, Roots roots, long nowMillis) {
    Carried ran = carried.getOrDefault(node.node(), Carried.NONE);
    return new NodeSubject(
        node.node(),
        node.state(),
        node.lastSeen() == null ? "" : node.lastSeen().toString(),
        node.frozen(),
        Admitted.notable(node.skewMillis()),
        false,
        "",
        node.env(),
        node.env().equals(Subject.PRODUCTION) || ran.production(),
        ran.apps(),
        node.knownFrom().toEpochMilli(),
        roots.of(node.site()),
        List.of(),
        List.of(),
        nowMillis,
        Map.of());
  }
}
