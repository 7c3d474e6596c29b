package io.vigie.fleet;

import java.time.Duration;
import java.util.Map;

/**
 * How large a fleet and what happens in it.
 *
 * @param nodes 1 or more
 * @param services 1 or more, spread evenly over the nodes' clusters
 * @param seed the same seed gives the same names and the same mishaps at the same times
 * @param scenario whether things go wrong
 * @param loop the scenario begins again after that time
 * @param kafka producer settings that win over the agent's own
 */
public record FleetSettings(
    int nodes,
    int services,
    long seed,
    boolean scenario,
    Duration loop,
    Map<String, String> kafka) {

  /** The demo's fleet. */
  public static final FleetSettings DEMO =
      new FleetSettings(200, 400, 1, true, Duration.ofMinutes(8), Map.of());

  public FleetSettings {
    if (nodes < 1 || services < 1) {
      throw new IllegalArgumentException(
          "a fleet has 1 or more nodes and services; got " + nodes + " and " + services);
    }
    if (loop.compareTo(Duration.ofMinutes(1)) < 0) {
      throw new IllegalArgumentException("the scenario's loop lasts a minute or more; got " + loop);
    }
    kafka = Map.copyOf(kafka);
  }

  public FleetSettings withSize(int newNodes, int newServices) {
    return new FleetSettings(newNodes, newServices, seed, scenario, loop, kafka);
  }

  public FleetSettings withSeed(long newSeed) {
    return new FleetSettings(nodes, services, newSeed, scenario, loop, kafka);
  }

  public FleetSettings quiet() {
    return new FleetSettings(nodes, services, seed, false, loop, kafka);
  }
}
