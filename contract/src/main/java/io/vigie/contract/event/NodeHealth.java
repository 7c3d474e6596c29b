package io.vigie.contract.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vigie.contract.id.NodeId;
import java.time.Instant;

/**
 * A change of a node's liveness, or, once a minute, only its last sign of life ({@code touch}).
 *
 * @param n change number of the node, from 1, without gaps; a touch repeats the last one
 * @param touch nothing changed but {@code lastSeen}, {@code skewMillis} and {@code epoch}
 * @param since event time this state began; a change of anything but {@code state} takes the next
 *     {@code n} and keeps since, knownFrom and a null previous
 * @param lastSeen append time of the last heartbeat; null when never heard
 * @param skewMillis node's clock error, append − sent, smoothed over 5 heartbeats
 * @param graceSeconds while leaving: how long the grace is
 * @param epoch the newest the node spoke in; like lastSeen no change by itself
 * @param maintenance while somebody works on it, else null
 * @param previous the state that ends at {@code since}; null when none ended
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record NodeHealth(
    NodeId node,
    long n,
    boolean touch,
    NodeState state,
    boolean frozen,
    Instant since,
    Instant knownFrom,
    Instant lastSeen,
    long skewMillis,
    int graceSeconds,
    String env,
    String site,
    String bootId,
    String agentVersion,
    long epoch,
    Maintenance maintenance,
    NodeState previous,
    Instant previousSince,
    String cause)
    implements Event {
  public NodeHealth {
    Require.present("node", node);
    if (n < 1) {
      throw new IllegalArgumentException("n counts from 1; got " + n);
    }
    Require.present("state", state);
    Require.present("since", since);
    Require.present("knownFrom", knownFrom);
    env = Require.text(env, 64);
    site = Require.text(site);
    bootId = Require.text(bootId, 100);
    agentVersion = Require.text(agentVersion, 100);
    Require.epoch("epoch", epoch);
    cause = Require.text(cause, 300);
  }

  @Override
  public EventType type() {
    return EventType.NODE_HEALTH;
  }

  @Override
  public String key() {
    return node.toString();
  }

  @Override
  public String anchor() {
    return node.toString();
  }
}
