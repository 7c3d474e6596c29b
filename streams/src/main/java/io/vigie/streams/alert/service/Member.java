package io.vigie.streams.alert.service;

import io.vigie.contract.availability.Availability;
import io.vigie.contract.event.NodeState;
import java.util.List;

/**
 * An instance as alerts see it.
 *
 * @param heard of at all
 * @param knownFromMillis append time its present state began
 * @param nodeState null when nothing remarkable is known of its node
 * @param inMaintenance somebody works on its node
 * @param supersedes nodes it took the service over from
 */
public record Member(
    String node,
    Availability avail,
    Availability overall,
    boolean trusted,
    String staleReason,
    boolean frozen,
    boolean heard,
    long knownFromMillis,
    NodeState nodeState,
    boolean nodeFrozen,
    boolean inMaintenance,
    List<String> supersedes) {

  boolean up() {
    return trusted && avail == Availability.UP;
  }

  boolean silent() {
    return nodeState == NodeState.SILENT;
  }

  /** People, or its agent's end, keep the service from it. */
  boolean held() {
    return frozen || nodeFrozen || inMaintenance || nodeState == NodeState.LEAVING;
  }

  /** Something of it is not as it should be. */
  boolean ails() {
    return overall == Availability.WARN || overall == Availability.UNDEF;
  }

  /** Served when it was last heard of. */
  boolean lastServed() {
    return avail == Availability.UP || avail == Availability.WARN;
  }
}
