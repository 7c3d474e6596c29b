package io.vigie.streams.replay;

import io.vigie.contract.event.InstanceHealth;
import io.vigie.contract.event.NodeHealth;
import io.vigie.contract.event.ServiceHealth;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.id.ServiceId;
import io.vigie.streams.alert.service.Doings;
import io.vigie.streams.alert.service.Member;
import io.vigie.streams.alert.service.ServiceSubject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** A service as it was recorded, up to the record in hand. */
final class ServiceState {
  private final ServiceId id;
  private final int partition;
  private final Map<String, InstanceState> instances = new TreeMap<>();
  private ServiceHealth health;
  private List<String> lastUpOn = List.of();
  private Doings doings;

  ServiceState(ServiceId id, int partition) {
    this.id = id;
    this.partition = partition;
  }

  int partition() {
    return partition;
  }

  /**
   * @return whether it is a new one
   */
  boolean take(InstanceHealth instance, Names names) {
    String node = names.of(instance.instance().node());
    if (instance.removed()) {
      instances.remove(node);
      return false;
    }
    InstanceState before = instances.get(node);
    instances.put(node, InstanceState.of(instance, before));
    return before == null;
  }

  void take(ServiceHealth now, Names names) {
    health = names.lean(now);
    List<String> serving = ServiceSubject.serving(health);
    if (!serving.isEmpty()) {
      lastUpOn = serving;
    }
    if (now.removed()) {
      doings = null;
    }
  }

  Doings doings() {
    if (doings == null) {
      doings = new Doings();
    }
    return doings;
  }

  /** Whether all of it is known: a record of each of its instances was read. */
  boolean whole() {
    return health != null && (health.removed() || instances.size() == health.instances());
  }

  boolean removed() {
    return health.removed();
  }

  boolean shown() {
    return health != null;
  }

  ServiceId id() {
    return id;
  }

  /**
   * @param nodes as recorded last; null when unknown
   */
  ServiceSubject subject(Function<NodeId, NodeHealth> nodes) {
    List<Member> members = new ArrayList<>(instances.size());
    instances.forEach(
        (node, instance) ->
            members.add(member(node, instance, nodes.apply(new NodeId(id.cluster(), node)))));
    return new ServiceSubject(
        health, null, members, Map.of(), doings == null ? new Doings() : doings, null, lastUpOn);
  }

  private Member member(String node, InstanceState instance, NodeHealth on) {
    return new Member(
        node,
        instance.avail(),
        instance.overall(),
        instance.trusted(),
        instance.staleReason(),
        instance.frozen(),
        instance.heard(),
        instance.knownFromMillis(),
        on == null ? null : on.state(),
        on != null && on.frozen(),
        on != null && on.maintenance() != null,
        takenOverBy(node));
  }

  /** What took over says so in its report, which is not kept; that it was believed is. */
  private List<String> takenOverBy(String node) {
    if (instances.get(node).takenOver()) {
      return List.of();
    }
    return instances.entrySet().stream()
        .filter(other -> other.getValue().takenOver() && other.getValue().up())
        .map(Map.Entry::getKey)
        .toList();
  }
}
