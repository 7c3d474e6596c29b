package io.vigie.streams.replay;

import io.vigie.contract.availability.Availability;
import io.vigie.contract.event.InstanceHealth;

/**
 * An instance as it was recorded, as far as alerts ask.
 *
 * @param takenOver another node took its service over, and it was not seen to give it up since
 */
record InstanceState(
    Availability avail,
    Availability overall,
    boolean trusted,
    String staleReason,
    boolean frozen,
    long knownFromMillis,
    boolean takenOver) {
  private static final String NEVER_HEARD = "never-heard";
  private static final String SUPERSEDED = "superseded";

  /**
   * @param before null when nothing is known of it
   */
  static InstanceState of(InstanceHealth health, InstanceState before) {
    boolean superseded = health.staleReason().equals(SUPERSEDED);
    boolean serves = health.avail() == Availability.UP || health.avail() == Availability.WARN;
    return new InstanceState(
        health.avail(),
        health.overall(),
        health.trusted(),
        health.staleReason().intern(),
        health.frozen(),
        health.knownFrom().toEpochMilli(),
        superseded || before != null && before.takenOver && (serves || !health.trusted()));
  }

  boolean heard() {
    return !staleReason.equals(NEVER_HEARD);
  }

  boolean up() {
    return trusted && avail == Availability.UP;
  }
}
