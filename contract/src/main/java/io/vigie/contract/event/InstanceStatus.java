package io.vigie.contract.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vigie.contract.availability.Availability;
import io.vigie.contract.availability.Shape;
import io.vigie.contract.availability.Topology;
import io.vigie.contract.id.InstanceId;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.id.Rid;
import java.util.List;
import java.util.Map;

/**
 * What one node knows of one service: sent on change, every {@code refreshSeconds}, after each
 * action.
 *
 * @param avail the sender's own fold; streams fold the resources again and compare
 * @param flexMax most instances meant to be up; 0 when there is no limit
 * @param nodes nodes of the service in order of preference
 * @param containerType {@code hosted}, {@code lxc}, {@code docker} …
 * @param action command running on the instance now; empty when none
 * @param monitor state of the agent's monitor: idle, starting, start failed …
 * @param supersedes nodes this one took the service over from after losing sight of them
 * @param removed the node no longer has the service: the instance ends with this report
 * @param transitions changes seen since the last report when several were merged into this one
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record InstanceStatus(
    InstanceId instance,
    Availability avail,
    Availability overall,
    String app,
    String env,
    String nodeEnv,
    String containerType,
    Topology topology,
    int flexMin,
    int flexMax,
    String placement,
    List<String> nodes,
    boolean frozen,
    boolean provisioned,
    String action,
    String monitor,
    int refreshSeconds,
    int transitions,
    boolean removed,
    List<String> supersedes,
    Map<Rid, ResourceStatus> resources)
    implements Event {

  public InstanceStatus {
    Require.present("instance", instance);
    avail = avail == null ? Availability.UNDEF : avail;
    overall = overall == null ? Availability.UNDEF : overall;
    app = Require.text(app);
    env = Require.text(env, 64);
    nodeEnv = Require.text(nodeEnv, 64);
    containerType = Require.text(containerType, 64);
    topology = topology == null ? Topology.FAILOVER : topology;
    Require.atLeast("flexMin", 0, flexMin);
    Require.atLeast("flexMax", 0, flexMax);
    placement = Require.text(placement, 64);
    nodes = Require.nodes("nodes", nodes);
    action = Require.text(action);
    monitor = Require.text(monitor, 64);
    Require.between("refreshSeconds", 0, Require.DAY, refreshSeconds);
    Require.atLeast("transitions", 0, transitions);
    supersedes = Require.nodes("supersedes", supersedes);
    resources = Require.sorted("resources", resources);
  }

  public Shape shape() {
    return topology == Topology.FAILOVER
        ? Shape.FAILOVER
        : new Shape(
            topology, flexMin, flexMax == 0 ? Integer.MAX_VALUE : Math.max(flexMin, flexMax));
  }

  @Override
  public EventType type() {
    return EventType.INSTANCE_STATUS;
  }

  @Override
  public String key() {
    return instance.toString();
  }

  @Override
  public String anchor() {
    return instance.serviceId().toString();
  }

  @Override
  public NodeId speaker() {
    return instance.nodeId();
  }
}
