package io.vigie.streams.service;

import io.vigie.contract.availability.Availability;
import io.vigie.contract.availability.ServiceFold;
import io.vigie.contract.availability.ServiceFold.Member;
import io.vigie.contract.availability.Topology;
import io.vigie.contract.event.NodeState;
import io.vigie.contract.id.ServiceId;
import io.vigie.streams.flow.NodeMove;
import io.vigie.streams.instance.Instance;
import io.vigie.streams.instance.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A service as its instances, their nodes and its configuration add up now. Pure.
 *
 * @param served by a trusted instance: what warns serves too, if not as it should
 * @param misplaced up, but not on the first of its nodes that was heard of and is not silent
 */
record View(
    ServiceId service,
    Attributes attributes,
    List<Member> members,
    ServiceFold fold,
    List<String> upNodes,
    List<String> warnNodes,
    boolean served,
    boolean stale,
    boolean frozen,
    boolean misplaced,
    String action) {

  /**
   * @param nodes what is known of a node, by its name; null when nothing
   */
  static View of(Service service, Function<String, NodeMove> nodes) {
    Attributes attributes = service.attributes();
    List<Member> members = new ArrayList<>();
    List<String> upNodes = new ArrayList<>();
    List<String> warnNodes = new ArrayList<>();
    boolean stale = false;
    boolean frozen = false;
    String action = "";
    // loops: this is made for every change of every service
    for (Instance instance : service.present()) {
      Member member = instance.member(nodes.apply(instance.id().node()));
      members.add(member);
      stale |= !member.trusted();
      frozen |= instance.report().status().frozen();
      action = action.isEmpty() ? instance.report().status().action() : action;
      if (member.trusted() && member.avail() == Availability.UP) {
        upNodes.add(member.node());
      } else if (member.trusted() && member.avail() == Availability.WARN) {
        warnNodes.add(member.node());
      }
    }
    ServiceFold fold = ServiceFold.of(attributes.shape(), members);
    String preferred = preferred(service, attributes, nodes);
    return new View(
        service.id(),
        attributes,
        members,
        fold,
        upNodes,
        warnNodes,
        !upNodes.isEmpty() || !warnNodes.isEmpty(),
        stale,
        frozen,
        fold.avail() == Availability.UP && preferred != null && !upNodes.contains(preferred),
        action);
  }

  private static String preferred(
      Service service, Attributes attributes, Function<String, NodeMove> nodes) {
    if (!attributes.prefersFirst()) {
      return null;
    }
    for (String node : attributes.nodes()) {
      Instance instance = service.instance(node);
      NodeMove move = nodes.apply(node);
      boolean silent = move != null && move.state() == NodeState.SILENT;
      if (instance != null && !instance.removed() && instance.report().heard() && !silent) {
        return node;
      }
    }
    return null;
  }

  Role role(Instance instance) {
    boolean down = !instance.removed() && instance.avail() == Availability.DOWN;
    return new Role(
        misplaced && upNodes.contains(instance.id().node()),
        down && attributes.topology() == Topology.FAILOVER && served);
  }
}
