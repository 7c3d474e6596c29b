package io.vigie.agent.daemon;

import io.vigie.agent.NodeIdentity;
import io.vigie.agent.node.Host;
import io.vigie.agent.request.RequestDesk;
import io.vigie.contract.event.NodeInventory;
import java.time.Instant;

/** A host that also says what it does on request. */
record AskedHost(Host host, RequestDesk desk) implements Host {
  @Override
  public String bootId() {
    return host.bootId();
  }

  @Override
  public Instant bootedAt() {
    return host.bootedAt();
  }

  @Override
  public NodeInventory inventory(NodeIdentity node, String agentVersion) {
    return host.inventory(node, agentVersion).doing(desk.actions());
  }
}
