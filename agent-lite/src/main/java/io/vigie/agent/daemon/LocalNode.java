package io.vigie.agent.daemon;

import io.vigie.agent.NodeIdentity;
import io.vigie.agent.action.ActionEngine;
import io.vigie.agent.action.DiskServiceStates;
import io.vigie.agent.action.FailedActions;
import io.vigie.agent.action.Journal;
import io.vigie.agent.driver.Drivers;
import io.vigie.agent.process.CommandRunner;
import io.vigie.agent.service.LocalInstances;
import io.vigie.agent.service.Lookout;
import java.time.Clock;

/**
 * What looks at and acts on this node's services: the same in the daemon and in a command that is
 * alone.
 */
public record LocalNode(LocalInstances instances, ActionEngine engine, FailedActions failed)
    implements AutoCloseable {

  public static LocalNode of(
      AgentPaths paths, NodeIdentity node, Drivers drivers, CommandRunner runner, Journal journal) {
    DiskServiceStates states = new DiskServiceStates(paths.states());
    LocalInstances instances =
        new LocalInstances(
            paths.services(), node, drivers, states, new Lookout(Threads.pool("vigie-glance")));
    FailedActions failed = new FailedActions(paths.failed());
    Journal noting =
        event -> {
          journal.record(event);
          failed.note(event);
        };
    return new LocalNode(
        instances,
        new ActionEngine(states, runner, instances.told(noting), Clock.systemUTC()),
        failed);
  }

  @Override
  public void close() {
    engine.close();
  }
}
