package io.vigie.agent;

import java.time.Duration;

/**
 * How often the agent looks and speaks.
 *
 * @param monitor between two looks at every resource
 * @param refresh a status is said again after that time, changed or not
 * @param quiet two statuses of one instance are never closer; what happens between is counted
 * @param heartbeat between two signs of life of the node
 * @param inventory between two inventories
 */
public record Pace(
    Duration monitor, Duration refresh, Duration quiet, Duration heartbeat, Duration inventory) {
  public static final Pace DEFAULT =
      new Pace(
          Duration.ofSeconds(1),
          Duration.ofSeconds(60),
          Duration.ofMillis(500),
          Duration.ofSeconds(10),
          Duration.ofDays(1));

  public Pace withMonitor(Duration duration) {
    return new Pace(duration, refresh, quiet, heartbeat, inventory);
  }

  public Pace withHeartbeat(Duration duration) {
    return new Pace(monitor, refresh, quiet, duration, inventory);
  }

  public Pace withRefresh(Duration duration) {
    return new Pace(monitor, duration, quiet, heartbeat, inventory);
  }
}
