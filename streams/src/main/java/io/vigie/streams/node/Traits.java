package io.vigie.streams.node;

import io.vigie.contract.event.NodeFacts;
import io.vigie.contract.event.NodeHeartbeat;
import io.vigie.contract.event.NodeInventory;

/** What a node is, as its agent last said. A heartbeat's word wins: it is the freshest. */
record Traits(boolean frozen, String env, String site, String bootId, String agentVersion) {
  static final Traits NONE = new Traits(false, "", "", "", "");

  Traits with(NodeHeartbeat heartbeat) {
    return new Traits(
        frozen,
        or(heartbeat.env(), env),
        or(heartbeat.site(), site),
        or(heartbeat.bootId(), bootId),
        or(heartbeat.agentVersion(), agentVersion));
  }

  Traits with(NodeInventory inventory) {
    return new Traits(
        frozen,
        or(env, inventory.env()),
        or(site, inventory.site()),
        bootId,
        or(agentVersion, inventory.agentVersion()));
  }

  Traits with(NodeFacts facts) {
    return new Traits(
        facts.frozen(),
        or(env, facts.env()),
        or(site, facts.site()),
        or(bootId, facts.bootId()),
        agentVersion);
  }

  private static String or(String first, String second) {
    return first.isEmpty() ? second : first;
  }
}
