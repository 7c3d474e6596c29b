package io.vigie.contract.event;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.vigie.contract.availability.Availability;
import io.vigie.contract.availability.Topology;
import io.vigie.contract.id.ResourceGroup;
import io.vigie.contract.id.ServiceId;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A change of a service: the fold of its instances. Published on change only.
 *
 * @param n change number of the service, from 1, without gaps
 * @param removed its last instance ended
 * @param stale at least one instance is not trusted
 * @param frozen at least one instance is frozen
 * @param since event time this state began. A state is avail, overall and stale; a change of
 *     anything else takes the next {@code n} and keeps since, knownFrom and a null previous
 * @param knownFrom append time of the record that began this state
 * @param upNodes nodes whose trusted instance is up
 * @param warnNodes nodes whose trusted instance is warn
 * @param lastKnownUpOn why avail is undef: untrusted instances that were up or warn
 * @param misplaced up, but not on the first of its nodes that was heard of and is not silent
 * @param instances how many instances it has
 * @param groups the badge of each group that an instance has
 * @param previous the state that ends at {@code since}; null for the first and when none ended
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record ServiceHealth(
    ServiceId service,
    long n,
    boolean removed,
    Availability avail,
    Availability overall,
    boolean stale,
    boolean frozen,
    boolean misplaced,
    Instant since,
    Instant knownFrom,
    String app,
    String env,
    String containerType,
    Topology topology,
    int flexMin,
    int flexMax,
    List<String> nodes,
    List<String> upNodes,
    List<String> warnNodes,
    List<String> lastKnownUpOn,
    int instances,
    String action,
    Map<ResourceGroup, Availability> groups,
    State previous,
    String cause)
    implements Event {

  /** A state that ended: its span is {@code since} to the change's {@code since}. */
  @JsonInclude(JsonInclude.Include.NON_DEFAULT)
  public record State(
      long n,
      Availability avail,
      Availability overall,
      boolean stale,
      Instant since,
      Instant knownFrom) {}

  public ServiceHealth {
    Require.present("service", service);
    if (n < 1) {
      throw new IllegalArgumentException("n counts from 1; got " + n);
    }
    avail = avail == null ? Availability.UNDEF : avail;
    overall = overall == null ? Availability.UNDEF : overall;
    Require.present("since", since);
    Require.present("knownFrom", knownFrom);
    app = Require.text(app);
    env = Require.text(env, 64);
    containerType = Require.text(containerType, 64);
    topology = topology == null ? Topology.FAILOVER : topology;
    nodes = Require.nodes("nodes", nodes);
    upNodes = Require.nodes("upNodes", upNodes);
    warnNodes = Require.nodes("warnNodes", warnNodes);
    lastKnownUpOn = Require.nodes("lastKnownUpOn", lastKnownUpOn);
    action = Require.text(action);
    groups = Require.sorted("groups", groups);
    cause = Require.text(cause, 300);
  }

  /** First of the service's nodes; empty when none is configured. */
  @JsonIgnore
  public String preferredNode() {
    return nodes.isEmpty() ? "" : nodes.get(0);
  }

  @Override
  public EventType type() {
    return EventType.SERVICE_HEALTH;
  }

  @Override
  public String key() {
    return service.toString();
  }

  @Override
  public String anchor() {
    return service.toString();
  }
}
