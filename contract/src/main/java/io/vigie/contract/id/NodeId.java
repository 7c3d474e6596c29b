package io.vigie.contract.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A host that runs an agent, written {@code cluster/node}. */
public record NodeId(String cluster, String node) implements Comparable<NodeId> {
  public NodeId {
    Names.check("cluster", cluster);
    Names.check("node", node);
  }

  /**
   * @throws IllegalArgumentException naming the rule the text breaks
   */
  @JsonCreator
  public static NodeId parse(String text) {
    int slash = Names.separator("node id", text, '/');
    return new NodeId(text.substring(0, slash), text.substring(slash + 1));
  }

  /**
   * A node's name without its cluster, as lists of nodes have it.
   *
   * @throws IllegalArgumentException naming the rule it breaks
   */
  public static String requireName(String node) {
    return Names.check("node", node);
  }

  @Override
  public int compareTo(NodeId other) {
    int byCluster = cluster.compareTo(other.cluster);
    return byCluster != 0 ? byCluster : node.compareTo(other.node);
  }

  @JsonValue
  @Override
  public String toString() {
    return cluster + '/' + node;
  }
}
