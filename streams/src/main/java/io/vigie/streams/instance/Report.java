package io.vigie.streams.instance;

import io.vigie.contract.availability.Topology;
import io.vigie.contract.event.InstanceStatus;
import io.vigie.contract.event.ServiceConfig;
import io.vigie.contract.id.InstanceId;
import io.vigie.contract.wire.Order;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The last word about an instance.
 *
 * @param heard false when only a configuration names it: the status is made from that
 * @param order place in the node's order; {@link Order#NONE} when never heard
 * @param install installation that sent it
 * @param appendedMillis append time, epoch milliseconds; 0 when never heard
 * @param time event time; null when never heard
 */
public record Report(
    InstanceStatus status,
    boolean heard,
    Order order,
    String install,
    long appendedMillis,
    Instant time) {
  private static final int DEFAULT_REFRESH_SECONDS = 60;
  private static final int MISSED_REFRESHES = 3;

  /** What a configuration says of an instance nobody reported. */
  public static Report named(InstanceId id, ServiceConfig config, Order after) {
    return new Report(
        bare(id, config.app(), config.env(), config.topology(), config.nodes(), false),
        false,
        after,
        "",
        0,
        null);
  }

  /** No configuration names it any more. */
  public Report unnamed() {
    InstanceStatus gone =
        bare(
            status.instance(), status.app(), status.env(), status.topology(), status.nodes(), true);
    return new Report(gone, heard, order, install, appendedMillis, time);
  }

  /** Counted pulses without a sign of life until it is not trusted. */
  public long allowance() {
    int refresh = status.refreshSeconds() == 0 ? DEFAULT_REFRESH_SECONDS : status.refreshSeconds();
    return (long) MISSED_REFRESHES * refresh;
  }

  /** Whether two statuses say the same of the instance; how often it flapped meanwhile aside. */
  public boolean says(InstanceStatus other) {
    return status.removed() == other.removed()
        && status.frozen() == other.frozen()
        && status.resources().equals(other.resources())
        && status.avail() == other.avail()
        && status.overall() == other.overall()
        && status.provisioned() == other.provisioned()
        && status.action().equals(other.action())
        && status.monitor().equals(other.monitor())
        && status.app().equals(other.app())
        && status.env().equals(other.env())
        && status.nodeEnv().equals(other.nodeEnv())
        && status.containerType().equals(other.containerType())
        && status.topology() == other.topology()
        && status.flexMin() == other.flexMin()
        && status.flexMax() == other.flexMax()
        && status.placement().equals(other.placement())
        && status.nodes().equals(other.nodes())
        && status.refreshSeconds() == other.refreshSeconds()
        && status.supersedes().equals(other.supersedes());
  }

  private static InstanceStatus bare(
      InstanceId id,
      String app,
      String env,
      Topology topology,
      List<String> nodes,
      boolean removed) {
    return new InstanceStatus(
        id, null, null, app, env, null, null, topology, 0, 0, null, nodes, false, false, null, null,
        0, 0, removed, null, Map.of());
  }
}
