package io.vigie.streams.service;

import io.vigie.contract.event.NodeState;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.wire.Stamp;
import io.vigie.streams.flow.NodeCopies;
import io.vigie.streams.flow.NodeMove;
import io.vigie.streams.flow.ServiceEnd;
import io.vigie.streams.instance.Instance;
import io.vigie.streams.metric.Counter;
import io.vigie.streams.metric.Metrics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What people retire: nodes with what is on them, and services. Settling is left to the caller. */
final class Retirement {
  private final Services services;
  private final NodeCopies nodes;
  private final Metrics metrics;

  Retirement(Services services, NodeCopies nodes, Metrics metrics) {
    this.services = services;
    this.nodes = nodes;
    this.metrics = metrics;
  }

  /** The node of an instance was retired up to an epoch. */
  void ofNode(Instance instance, long epoch) {
    Service service = services.service(instance.id().serviceId());
    if (service.endsOn(instance.id().node(), epoch)) {
      service.unsettled(true);
      services.retire(instance, epoch);
      name(service);
    }
  }

  void of(Service service, ServiceEnd end) {
    Map<String, Long> epochs = new HashMap<>();
    end.epochs().forEach((node, epoch) -> epochs.put(node, meant(service, node, epoch)));
    List<Instance> ended =
        service.instances().stream()
            .filter(
                instance ->
                    epochs.containsKey(instance.id().node())
                        && service.endsOn(instance.id().node(), epochs.get(instance.id().node())))
            .toList();
    metrics.count(ended.isEmpty() ? Counter.RETIREMENTS_LATE : Counter.RETIREMENTS);
    service.unsettled(true);
    for (Instance instance : ended) {
      services.retire(instance, epochs.get(instance.id().node()));
    }
    name(service);
  }

  /** As a node's own retirement: 0 is the last one of a node that does not speak. */
  private long meant(Service service, String node, long epoch) {
    NodeMove move = nodes.of(new NodeId(service.id().cluster(), node));
    // of a node that is simply alive nothing is kept
    boolean quiet = NodeCopies.is(move, NodeState.LEAVING) || NodeCopies.is(move, NodeState.SILENT);
    return epoch == 0 && quiet ? Math.max(move.epoch(), service.epoch(node)) : epoch;
  }

  /** Gives the service its instances: a node that was retired is as if it were not named. */
  void name(Service service) {
    String cluster = service.id().cluster();
    service
        .nameInstances(node -> nodes.retired(new NodeId(cluster, node)))
        .forEach(services::index);
  }

  /** Said in a life of the node that people closed. */
  static boolean closed(NodeMove node, Stamp stamp) {
    return NodeCopies.is(node, NodeState.RETIRED) && stamp.order().epoch() <= node.epoch();
  }
}
