package io.vigie.streams.alert.node;

import io.vigie.contract.event.NodeState;
import io.vigie.contract.id.AlertId;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.id.ServiceId;
import io.vigie.streams.alert.Subject;
import java.util.List;
import java.util.Map;

/**
 * A node as alerts see it.
 *
 * @param lastSeen append time of its last heartbeat, as text; empty when never heard
 * @param skewMillis its clock error when over 30 s, else 0
 * @param duplicate two installations spoke in turn not long ago
 * @param production it is in production, or ran a service that is, since its boot
 * @param root alert that many nodes of its site, or of all, fell silent with it; null for none
 * @param measures what it measured last
 * @param links on which it hears its peers
 * @param nowMillis append time of the record in hand
 */
public record NodeSubject(
    NodeId node,
    NodeState state,
    String lastSeen,
    boolean frozen,
    long skewMillis,
    boolean duplicate,
    String install,
    String env,
    boolean production,
    List<String> apps,
    long knownFromMillis,
    AlertId root,
    List<Measure> measures,
    List<PeerLink> links,
    long nowMillis,
    Map<String, String> before)
    implements Subject {
  @Override
  public String anchor() {
    return node.toString();
  }

  @Override
  public boolean gone() {
    return state == NodeState.RETIRED;
  }

  @Override
  public ServiceId service() {
    return null;
  }

  @Override
  public Map<String, String> now() {
    return words(state, frozen, skewMillis);
  }

  public static Map<String, String> words(NodeState state, boolean frozen, long skewMillis) {
    return Map.of(
        "state",
        state.wire(),
        "frozen",
        Boolean.toString(frozen),
        "skew s",
        Long.toString(skewMillis / 1_000));
  }
}
