package io.vigie.agent;

import io.vigie.contract.event.InstanceStatus;

/**
 * Decides when an instance's status is worth saying: when it changed, but never sooner than the
 * quiet time after the last one; and again when the refresh is due.
 */
final class InstanceWatch {
  private final Pace pace;
  private InstanceStatus seen;
  private InstanceStatus said;
  private long saidAt;
  private int changes;

  InstanceWatch(Pace pace) {
    this.pace = pace;
  }

  synchronized void see(InstanceStatus status) {
    InstanceStatus before = seen == null ? said : seen;
    if (!status.equals(before)) {
      changes++;
    }
    seen = status;
  }

  /**
   * The status to say at that moment, or null when there is none.
   *
   * @param now monotonic, nanoseconds
   */
  synchronized InstanceStatus due(long now) {
    if (seen == null) {
      return null;
    }
    boolean quiet = said != null && now - saidAt < pace.quiet().toNanos();
    boolean refresh = said == null || now - saidAt >= pace.refresh().toNanos();
    if (quiet || (changes == 0 && !refresh)) {
      return null;
    }
    InstanceStatus status = stamped(seen, changes > 1 ? changes : 0);
    said = seen;
    saidAt = now;
    changes = 0;
    return status;
  }

  /** Whether there is something to say that was not said yet. */
  synchronized boolean waits() {
    return changes > 0;
  }

  /** Last status seen; null before the first look. */
  synchronized InstanceStatus last() {
    return seen;
  }

  private InstanceStatus stamped(InstanceStatus s, int transitions) {
    return new InstanceStatus(
        s.instance(),
        s.avail(),
        s.overall(),
        s.app(),
        s.env(),
        s.nodeEnv(),
        s.containerType(),
        s.topology(),
        s.flexMin(),
        s.flexMax(),
        s.placement(),
        s.nodes(),
        s.frozen(),
        s.provisioned(),
        s.action(),
        s.monitor(),
        (int) pace.refresh().toSeconds(),
        transitions,
        false,
        s.supersedes(),
        s.resources());
  }
}
