package io.vigie.agent;

import java.time.Duration;

/**
 * How often the agent looks and speaks.
 *
 * @param watch between two looks at what costs nothing to see: a process that died, an action that
 *     went on, a file that changed
 * @param monitor between two looks at resources that are monitored
 * @param refresh between two looks at every resource; a status is said again after that time,
 *     changed or not
 * @param quiet two statuses of one instance are never closer; what happens between is counted
 * @param heartbeat between two signs of life of the node
 * @param inventory between two inventories
 */
public record Pace(
    Duration watch,
    Duration monitor,
    Duration refresh,
    Duration quiet,
    Duration heartbeat,
    Duration inventory) {
  public static final Pace DEFAULT =
      new Pace(
          Duration.ofSeconds(1),
          Duration.ofSeconds(10),
          Duration.ofSeconds(60),
          Duration.ofMillis(500),
          Duration.ofSeconds(10),
          Duration.ofDays(1));

  public Pace withWatch(Duration duration) {
    return new Pace(duration, monitor, refresh, quiet, heartbeat, inventory);
  }
}
