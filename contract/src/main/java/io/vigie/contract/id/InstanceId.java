package io.vigie.contract.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** One service on one node, written {@code cluster/service@node}. */
public record InstanceId(String cluster, String service, String node)
    implements Comparable<InstanceId> {
  public InstanceId {
    Names.check("cluster", cluster);
    Names.check("service", service);
    Names.check("node", node);
  }

  /**
   * @throws IllegalArgumentException naming the rule the text breaks
   */
  @JsonCreator
  public static InstanceId parse(String text) {
    int slash = Names.separator("instance id", text, '/');
    int at = Names.separator("instance id", text, '@');
    if (at < slash) {
      throw new IllegalArgumentException(
          "instance id is cluster/service@node; got \"" + Names.shorten(text) + '"');
    }
    return new InstanceId(
        text.substring(0, slash), text.substring(slash + 1, at), text.substring(at + 1));
  }

  public ServiceId serviceId() {
    return new ServiceId(cluster, service);
  }

  public NodeId nodeId() {
    return new NodeId(cluster, node);
  }

  @Override
  public int compareTo(InstanceId other) {
    int byCluster = cluster.compareTo(other.cluster);
    int byService = byCluster != 0 ? byCluster : service.compareTo(other.service);
    return byService != 0 ? byService : node.compareTo(other.node);
  }

  @JsonValue
  @Override
  public String toString() {
    return cluster + '/' + service + '@' + node;
  }
}
