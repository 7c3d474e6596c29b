package io.vigie.standalone.lab;

import io.vigie.agent.Instance;
import io.vigie.contract.availability.Availability;
import io.vigie.contract.availability.Topology;
import io.vigie.contract.event.InstanceStatus;
import io.vigie.contract.event.ResourceStatus;
import io.vigie.contract.event.ServiceConfig;
import io.vigie.contract.id.InstanceId;
import io.vigie.contract.id.Rid;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** An instance to which nothing ever happens: up, or standing by. */
record QuietInstance(InstanceId id, List<String> nodes) implements Instance {
  private static final String CHECKSUM = "0";

  @Override
  public InstanceStatus evaluate() {
    Availability word = id.node().equals(nodes.get(0)) ? Availability.UP : Availability.DOWN;
    return new InstanceStatus(
        id,
        word,
        word,
        "SHOP",
        "PRD",
        "PRD",
        "hosted",
        Topology.FAILOVER,
        0,
        0,
        "nodes order",
        nodes,
        false,
        true,
        "",
        "idle",
        60,
        0,
        false,
        List.of(),
        Map.of(Rid.parse("app#web"), ResourceStatus.of(word, "app.simple", "web")));
  }

  @Override
  public ServiceConfig config() {
    return new ServiceConfig(
        id,
        "SHOP",
        "PRD",
        Topology.FAILOVER,
        "",
        "nodes order",
        0,
        0,
        nodes,
        List.of(),
        "",
        Instant.EPOCH,
        CHECKSUM,
        "");
  }
}
