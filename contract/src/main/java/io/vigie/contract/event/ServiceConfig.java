package io.vigie.contract.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vigie.contract.availability.Topology;
import io.vigie.contract.id.InstanceId;
import io.vigie.contract.id.NodeId;
import java.time.Instant;
import java.util.List;

/**
 * A node's configuration of a service; last word kept per node, the newest stamp (then the greater
 * checksum) counts.
 *
 * @param stamp when the content last changed
 * @param checksum SHA-256 of the content, hexadecimal
 * @param content the file as it is, credentials cut off
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record ServiceConfig(
    InstanceId instance,
    String app,
    String env,
    Topology topology,
    String orchestrate,
    String placement,
    int flexMin,
    int flexMax,
    List<String> nodes,
    List<String> drpNodes,
    String comment,
    Instant stamp,
    String checksum,
    String content)
    implements Event {
  public ServiceConfig {
    Require.present("instance", instance);
    Require.present("stamp", stamp);
    Require.id("checksum", checksum);
    checksum = Require.ascii(checksum, 100);
    app = Require.text(app);
    env = Require.text(env, 64);
    topology = topology == null ? Topology.FAILOVER : topology;
    orchestrate = Require.text(orchestrate, 64);
    placement = Require.text(placement, 64);
    Require.atLeast("flexMin", 0, flexMin);
    Require.atLeast("flexMax", 0, flexMax);
    nodes = Require.nodes("nodes", nodes);
    drpNodes = Require.nodes("drpNodes", drpNodes);
    comment = Require.text(comment, Require.PROSE);
    content = Require.text(content, 500_000);
  }

  @Override
  public EventType type() {
    return EventType.SERVICE_CONFIG;
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
