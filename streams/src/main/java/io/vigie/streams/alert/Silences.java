package io.vigie.streams.alert;

import io.vigie.contract.event.Alert;
import io.vigie.contract.event.Maintenance;
import io.vigie.contract.event.Silence;
import io.vigie.contract.id.NodeId;
import io.vigie.silence.SilencePlan;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The silences that people set, the nodes that somebody works on, and which of that hits an alert.
 * Time is append time.
 */
final class Silences {
  private final Map<String, SilencePlan> plans = new TreeMap<>();
  private final Set<NodeId> maintained = new HashSet<>();

  /** Those in force when last looked at; null when that must be looked at anew. */
  private Set<String> inForce;

  private long unchangedUntil;

  /**
   * @param silence null when there is none of that id any more
   */
  void take(String id, Silence silence) {
    inForce = null;
    if (silence == null) {
      plans.remove(id);
    } else {
      plans.put(id, SilencePlan.of(silence));
    }
  }

  /** When it ends is its own task's to say. */
  void maintain(NodeId node, boolean now) {
    if (now ? maintained.add(node) : maintained.remove(node)) {
      inForce = null;
    }
  }

  /**
   * Whether other silences are in force than when last asked, or people changed one.
   *
   * @param now milliseconds since 1970
   */
  boolean moved(long now) {
    if (inForce != null && now < unchangedUntil) {
      return false;
    }
    Set<String> before = inForce;
    inForce = new HashSet<>();
    unchangedUntil = Long.MAX_VALUE;
    for (SilencePlan plan : plans.values()) {
      if (plan.inForce(now)) {
        inForce.add(plan.silence().id());
      }
      unchangedUntil = Math.min(unchangedUntil, plan.changesAfter(now));
    }
    return !inForce.equals(before);
  }

  /**
   * Id of the silence in force that hits it, of several the one that does so already, else the
   * first; empty when none does. Maintenance hits what lies on nodes in maintenance and on no
   * other.
   *
   * @param places nodes on which lies what decided it
   * @param now milliseconds since 1970
   */
  String of(Alert alert, List<NodeId> places, long now) {
    boolean worked = !places.isEmpty() && maintained.containsAll(places);
    if (worked && places.stream().map(Maintenance::silence).anyMatch(alert.silencedBy()::equals)) {
      return alert.silencedBy();
    }

    SilencePlan known = plans.get(alert.silencedBy());
    if (known != null && known.inForce(now) && known.hits(alert)) {
      return alert.silencedBy();
    }
    for (SilencePlan plan : plans.values()) {
      if (plan.inForce(now) && plan.hits(alert)) {
        return plan.silence().id();
      }
    }
    return worked ? Maintenance.silence(places.get(0)) : "";
  }
}
