package io.vigie.fleet;

import java.util.List;

/** A service over its nodes, in order of preference. */
record SimService(Landscape.Plan plan, List<SimInstance> instances) {
  boolean isFlex() {
    return plan.trade().flex;
  }

  /** An instance that is up on a node that is well, or null. */
  SimInstance active() {
    return instances.stream()
        .filter(each -> each.node().isWell() && each.isUp())
        .findFirst()
        .orElse(null);
  }

  /** An instance that could take over, or null: first in order of preference. */
  SimInstance standby() {
    return instances.stream()
        .filter(each -> plan.nodes().contains(each.node().name()))
        .filter(each -> each.node().isWell() && !each.isUp() && !each.isActing())
        .findFirst()
        .orElse(null);
  }

  boolean isCalm() {
    return instances.stream()
        .allMatch(each -> each.node().isWell() && !each.isActing() && !each.isFrozen());
  }
}
