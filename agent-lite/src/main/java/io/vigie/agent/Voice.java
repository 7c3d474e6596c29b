package io.vigie.agent;

import io.vigie.agent.spool.Draft;
import io.vigie.agent.spool.Spool;
import io.vigie.contract.event.Event;
import java.time.Clock;

/** Says events in the node's name, into its spool. */
public final class Voice {
  private final Spool spool;
  private final String source;
  private final Clock clock;

  public Voice(Spool spool, NodeIdentity node, Clock clock) {
    this.spool = spool;
    this.source = node.id().toString();
    this.clock = clock;
  }

  public void say(Event event) {
    spool.append(new Draft(source, clock.instant(), event));
  }
}
