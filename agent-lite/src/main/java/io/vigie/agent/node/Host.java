package io.vigie.agent.node;

import io.vigie.agent.NodeIdentity;
import io.vigie.contract.event.NodeInventory;
import java.time.Instant;

/** The machine under the agent. */
public interface Host {
  /** Differs after each boot. */
  String bootId();

  Instant bootedAt();

  NodeInventory inventory(NodeIdentity node, String agentVersion);
}
