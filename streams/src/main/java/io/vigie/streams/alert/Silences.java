package io.vigie.streams.alert;

import io.vigie.contract.event.Alert;
import io.vigie.contract.event.Silence;
import io.vigie.silence.SilencePlan;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The silences that people set, and which of them hits an alert. Time is append time. */
final class Silences {
  private final Map<String, SilencePlan> plans = new TreeMap<>();

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
   * first; empty when none does.
   *
   * @param now milliseconds since 1970
   */
  String of(Alert alert, long now) {
    SilencePlan known = plans.get(alert.silencedBy());
    if (known != null && known.inForce(now) && known.hits(alert)) {
      return alert.silencedBy();
    }
    for (SilencePlan plan : plans.values()) {
      if (plan.inForce(now) && plan.hits(alert)) {
        return plan.silence().id();
      }
    }
    return "";
  }
}
