package io.vigie.agent.daemon;

import io.vigie.agent.NodeIdentity;
import io.vigie.agent.action.ActionEngine;
import io.vigie.agent.action.DiskServiceStates;
import io.vigie.agent.action.Journal;
import io.vigie.agent.driver.Drivers;
import io.vigie.agent.process.CommandRunner;
import io.vigie.agent.service.LocalInstances;
import java.time.Clock;

/**
 * What looks at and acts on this node's services: the same in the daemon and in a command that is
 * alone.
 */
public record LocalNode(LocalInstances instances, ActionEngine engine) implements AutoCloseable {

  public static LocalNode of(
      AgentPaths paths, NodeIdentity node, Drivers drivers, CommandRunner runner, Journal journal) {
    DiskServiceStates states = new DiskServiceStates(paths.states());
    return new LocalNode(
        new LocalInstances(paths.services(), node, drivers, states),
        new ActionEngine(states, runner, journal, Clock.systemUTC()));
  }

  @Override
  public void close() {
    engine.close();
  }
}
