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
  public static Report named(InstanceId id, ServiceConfig config) {
    return new Report(named(id, config, null), false, Order.NONE, "", 0, null);
  }

  /** The same for one that is not there now; what came before this stays late. */
  public Report namedAgain(ServiceConfig config) {
    return new Report(
        named(status.instance(), config, status), false, order, install, appendedMillis, null);
  }

  /** No configuration names it any more. */
  public Report unnamed() {
    return new Report(ended(status), heard, order, install, appendedMillis, time);
  }

  /** A word that it has ended says nothing else: what was known of it tells who is concerned. */
  public Report endOf(InstanceStatus last) {
    return new Report(ended(last), heard, order, install, appendedMillis, time);
  }

  /** The same, said at another place of the node's order. */
  Report at(Order newer, String from, long appended, Instant when) {
    return new Report(status, heard, newer, from, appended, when);
  }

  /** Nothing its node says of it in these epochs counts any more. */
  public Report retired(long epoch) {
    Order last = new Order(epoch, Long.MAX_VALUE);
    return new Report(ended(status), false, last, install, appendedMillis, time);
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

  private static InstanceStatus named(InstanceId id, ServiceConfig config, InstanceStatus before) {
    return bare(
        id,
        config.app(),
        config.env(),
        before == null ? null : before.nodeEnv(),
        before == null ? null : before.containerType(),
        config.topology(),
        config.nodes(),
        false);
  }

  private static InstanceStatus ended(InstanceStatus last) {
    return bare(
        last.instance(),
        last.app(),
        last.env(),
        last.nodeEnv(),
        last.containerType(),
        last.topology(),
        last.nodes(),
        true);
  }

  private static InstanceStatus bare(
      InstanceId id,
      String app,
      String env,
      String nodeEnv,
      String containerType,
      Topology topology,
      List<String> nodes,
      boolean removed) {
    return new InstanceStatus(
        id,
        null,
        null,
        app,
        env,
        nodeEnv,
        containerType,
        topology,
        0,
        0,
        null,
        nodes,
        false,
        false,
        null,
        null,
        0,
        0,
        removed,
        null,
        Map.of());
  }
}
