package io.vigie.streams.service;

import io.vigie.contract.availability.Shape;
import io.vigie.contract.availability.Topology;
import io.vigie.contract.event.InstanceStatus;
import io.vigie.contract.event.ServiceConfig;
import io.vigie.contract.event.ServiceHealth;
import java.util.List;

/** What a service is meant to be. */
record Attributes(
    String app,
    String env,
    String containerType,
    Topology topology,
    int flexMin,
    int flexMax,
    String placement,
    List<String> nodes) {

  /**
   * @param config the effective configuration, or null
   * @param newest the newest status heard, or null
   */
  static Attributes of(ServiceConfig config, InstanceStatus newest) {
    String containerType = newest == null ? "" : newest.containerType();
    if (config != null) {
      return new Attributes(
          config.app(),
          config.env(),
          containerType,
          config.topology(),
          config.flexMin(),
          config.flexMax(),
          config.placement(),
          config.nodes());
    }
    if (newest == null) {
      return new Attributes("", "", "", Topology.FAILOVER, 0, 0, "", List.of());
    }
    return new Attributes(
        newest.app(),
        newest.env(),
        containerType,
        newest.topology(),
        newest.flexMin(),
        newest.flexMax(),
        newest.placement(),
        newest.nodes());
  }

  /** As published last. */
  static Attributes last(ServiceHealth shown) {
    return new Attributes(
        shown.app(),
        shown.env(),
        shown.containerType(),
        shown.topology(),
        shown.flexMin(),
        shown.flexMax(),
        "",
        shown.nodes());
  }

  /** A flexMax of 0 is no limit. */
  Shape shape() {
    return switch (topology) {
      case FAILOVER -> Shape.FAILOVER;
      case FLEX ->
          new Shape(
              topology, flexMin, flexMax == 0 ? Integer.MAX_VALUE : Math.max(flexMin, flexMax));
    };
  }

  /** Whether the order of nodes says where the service should be. */
  boolean prefersFirst() {
    return placement.isEmpty() || placement.replace('_', ' ').equals("nodes order");
  }
}
