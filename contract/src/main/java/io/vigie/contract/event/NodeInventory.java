package io.vigie.contract.event;

import io.vigie.contract.id.NodeId;
import java.util.List;

/**
 * What the node is made of; sent at start and daily, last word kept.
 *
 * @param location free text per level, for example {@code country=FR, building=B2, rack=R12}
 * @param requests actions it does on request of the collector; none: it takes no requests
 */
public record NodeInventory(
    NodeId node,
    String hostname,
    String env,
    String site,
    String team,
    String os,
    String osVersion,
    String kernel,
    String arch,
    String manufacturer,
    String model,
    String serial,
    String cpuModel,
    int cpuThreads,
    long memoryBytes,
    List<String> addresses,
    String agentVersion,
    String location,
    List<String> requests)
    implements Event {
  public NodeInventory {
    Require.present("node", node);
    hostname = Require.text(hostname);
    env = Require.text(env, 64);
    site = Require.text(site);
    team = Require.text(team);
    os = Require.text(os, 100);
    osVersion = Require.text(osVersion, 100);
    kernel = Require.text(kernel);
    arch = Require.text(arch, 64);
    manufacturer = Require.text(manufacturer);
    model = Require.text(model);
    serial = Require.text(serial);
    cpuModel = Require.text(cpuModel);
    addresses = Require.list(addresses).stream().limit(200).map(a -> Require.text(a, 100)).toList();
    agentVersion = Require.text(agentVersion, 100);
    location = Require.text(location);
    requests = Require.texts("requests", requests);
  }

  /** Of a node that takes no requests. */
  public NodeInventory(
      NodeId node,
      String hostname,
      String env,
      String site,
      String team,
      String os,
      String osVersion,
      String kernel,
      String arch,
      String manufacturer,
      String model,
      String serial,
      String cpuModel,
      int cpuThreads,
      long memoryBytes,
      List<String> addresses,
      String agentVersion,
      String location) {
    this(
        node,
        hostname,
        env,
        site,
        team,
        os,
        osVersion,
        kernel,
        arch,
        manufacturer,
        model,
        serial,
        cpuModel,
        cpuThreads,
        memoryBytes,
        addresses,
        agentVersion,
        location,
        List.of());
  }

  /** The same of a node that does these actions on request. */
  public NodeInventory doing(List<String> actions) {
    return new NodeInventory(
        node,
        hostname,
        env,
        site,
        team,
        os,
        osVersion,
        kernel,
        arch,
        manufacturer,
        model,
        serial,
        cpuModel,
        cpuThreads,
        memoryBytes,
        addresses,
        agentVersion,
        location,
        actions);
  }

  @Override
  public EventType type() {
    return EventType.NODE_INVENTORY;
  }

  @Override
  public String key() {
    return node + "/inventory";
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
