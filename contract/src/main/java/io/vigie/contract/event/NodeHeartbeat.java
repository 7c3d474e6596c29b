package io.vigie.contract.event;

import io.vigie.contract.id.NodeId;

/**
 * An agent is alive. Sent every {@code intervalSeconds}, 10 unless configured.
 *
 * @param env environment of the node: PRD, DEV …
 * @param site where the node stands, as configured; empty when unknown
 * @param bootId a fact, never an order
 */
public record NodeHeartbeat(
    NodeId node, String env, String site, String bootId, String agentVersion, int intervalSeconds)
    implements Event {
  public NodeHeartbeat {
    Require.present("node", node);
    env = Require.text(env, 64);
    site = Require.text(site);
    bootId = Require.text(bootId, 100);
    agentVersion = Require.text(agentVersion, 100);
    Require.between("intervalSeconds", 0, Require.DAY, intervalSeconds);
  }

  @Override
  public EventType type() {
    return EventType.NODE_HEARTBEAT;
  }

  @Override
  public String key() {
    return node.toString();
  }

  @Override
  public String anchor() {
    return node.toString();
  }

  @Override
  public NodeId speaker() {
    return node;
  }
}
