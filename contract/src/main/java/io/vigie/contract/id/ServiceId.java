package io.vigie.contract.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The unit of high availability, written {@code cluster/service}. */
public record ServiceId(String cluster, String service) implements Comparable<ServiceId> {
  public ServiceId {
    Names.check("cluster", cluster);
    Names.check("service", service);
  }

  /**
   * @throws IllegalArgumentException naming the rule the text breaks
   */
  @JsonCreator
  public static ServiceId parse(String text) {
    int slash = Names.separator("service id", text, '/');
    return new ServiceId(text.substring(0, slash), text.substring(slash + 1));
  }

  public InstanceId on(String node) {
    return new InstanceId(cluster, service, node);
  }

  @Override
  public int compareTo(ServiceId other) {
    int byCluster = cluster.compareTo(other.cluster);
    return byCluster != 0 ? byCluster : service.compareTo(other.service);
  }

  @JsonValue
  @Override
  public String toString() {
    return cluster + '/' + service;
  }
}
