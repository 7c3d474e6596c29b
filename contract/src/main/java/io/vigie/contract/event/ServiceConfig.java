package io.vigie.contract.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vigie.contract.availability.Topology;
import io.vigie.contract.id.InstanceId;
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
    app = Require.text(app);
    env = Require.text(env);
    topology = topology == null ? Topology.FAILOVER : topology;
    orchestrate = Require.text(orchestrate);
    placement = Require.text(placement);
    Require.atLeast("flexMin", 0, flexMin);
    Require.atLeast("flexMax", 0, flexMax);
    nodes = Require.list(nodes);
    drpNodes = Require.list(drpNodes);
    comment = Require.text(comment);
    content = Require.text(content);
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
}
