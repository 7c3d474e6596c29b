package io.vigie.streams.node;

import io.vigie.contract.event.Maintenance;
import io.vigie.contract.event.NodeFacts;
import io.vigie.contract.event.NodeHeartbeat;
import io.vigie.contract.event.NodeInventory;

/**
 * What a node is, as its agent last said. A heartbeat's word wins: it is the freshest.
 *
 * @param maintenance null when nobody works on it
 */
record Traits(
    boolean frozen,
    String env,
    String site,
    String bootId,
    String agentVersion,
    Maintenance maintenance) {
  static final Traits NONE = new Traits(false, "", "", "", "", null);

  Traits with(NodeHeartbeat heartbeat) {
    return new Traits(
        frozen,
        or(heartbeat.env(), env),
        or(heartbeat.site(), site),
        or(heartbeat.bootId(), bootId),
        or(heartbeat.agentVersion(), agentVersion),
        maintenance);
  }

  Traits with(NodeInventory inventory) {
    return new Traits(
        frozen,
        or(env, inventory.env()),
        or(site, inventory.site()),
        bootId,
        or(agentVersion, inventory.agentVersion()),
        maintenance);
  }

  Traits with(NodeFacts facts) {
    return new Traits(
        facts.frozen(),
        or(env, facts.env()),
        or(site, facts.site()),
        or(bootId, facts.bootId()),
        agentVersion,
        maintenance);
  }

  /**
   * @param now null for nobody works on it
   */
  Traits in(Maintenance now) {
    return new Traits(frozen, env, site, bootId, agentVersion, now);
  }

  private static String or(String first, String second) {
    return first.isEmpty() ? second : first;
  }
}
