package io.vigie.contract.event;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.vigie.contract.availability.Availability;
import io.vigie.contract.availability.Topology;
import io.vigie.contract.id.InstanceId;
import io.vigie.contract.id.ResourceGroup;
import io.vigie.contract.id.Rid;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A change of an instance, as the collector holds it. Published on change only; carries all that a
 * row of the Services view shows, and what it was before, so that a reader can close the span.
 *
 * @param n change number of the instance, from 1, without gaps
 * @param removed the instance ended with this change
 * @param stale not trusted: its signs of life are too old, its node is silent, or it is superseded
 * @param staleReason {@code node-silent}, {@code no-report}, {@code superseded}, {@code
 *     never-heard} or {@code leaving}; empty when fresh. An instance whose node is leaving is shown
 *     stale and is still trusted
 * @param trusted whether the service's fold counts it
 * @param since event time this state began. A state is avail, overall, trusted, stale, frozen and
 *     every resource's effective status; a change of anything else (a label, a log line, the app)
 *     takes the next {@code n} and keeps since, knownFrom and a null previous
 * @param knownFrom append time of the record that began this state
 * @param lastReport event time of the last report heard; null when never heard
 * @param servedElsewhere down, of a failover service, while a trusted instance on another node is
 *     up or warn: no bad news of its own. Its avail stays down
 * @param resources last known, present even when stale
 * @param previous the state that ends at {@code since}; null for the first and when none ended
 * @param changed resources whose effective status ended at {@code since}, with what ended; one that
 *     disappeared has no {@code to}
 * @param cause where the deciding record stands: {@code topic-partition@offset}
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record InstanceHealth(
    InstanceId instance,
    long n,
    boolean removed,
    Availability avail,
    Availability overall,
    boolean trusted,
    boolean stale,
    String staleReason,
    boolean frozen,
    boolean provisioned,
    Instant since,
    Instant knownFrom,
    Instant lastReport,
    String app,
    String env,
    String nodeEnv,
    String containerType,
    Topology topology,
    List<String> nodes,
    boolean misplaced,
    boolean servedElsewhere,
    String action,
    String monitor,
    Map<ResourceGroup, Availability> groups,
    Map<Rid, ResourceStatus> resources,
    State previous,
    List<ResourceChange> changed,
    String cause)
    implements Event {

  /** A state that ended: its span is {@code since} to the change's {@code since}. */
  @JsonInclude(JsonInclude.Include.NON_DEFAULT)
  public record State(
      long n,
      Availability avail,
      Availability overall,
      boolean stale,
      boolean frozen,
      Instant since,
      Instant knownFrom) {}

  /**
   * A resource's state that ended with this change; {@code n} is the instance's change number that
   * began it, {@code since} and {@code knownFrom} are of that state.
   */
  @JsonInclude(JsonInclude.Include.NON_DEFAULT)
  public record ResourceChange(
      Rid rid, Availability from, Availability to, long n, Instant since, Instant knownFrom) {}

  public InstanceHealth {
    Require.present("instance", instance);
    if (n < 1) {
      throw new IllegalArgumentException("n counts from 1; got " + n);
    }
    avail = avail == null ? Availability.UNDEF : avail;
    overall = overall == null ? Availability.UNDEF : overall;
    staleReason = Require.text(staleReason, 30);
    Require.present("since", since);
    Require.present("knownFrom", knownFrom);
    app = Require.text(app);
    env = Require.text(env, 64);
    nodeEnv = Require.text(nodeEnv, 64);
    containerType = Require.text(containerType, 64);
    topology = topology == null ? Topology.FAILOVER : topology;
    nodes = Require.nodes("nodes", nodes);
    action = Require.text(action);
    monitor = Require.text(monitor, 64);
    groups = Require.sorted("groups", groups);
    resources = Require.sorted("resources", resources);
    changed = Require.list(changed);
    cause = Require.text(cause, 300);
  }

  /** First of the service's nodes; empty when none is configured. */
  @JsonIgnore
  public String preferredNode() {
    return nodes.isEmpty() ? "" : nodes.get(0);
  }

  @Override
  public EventType type() {
    return EventType.INSTANCE_HEALTH;
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
