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
  private final Runnable said;

  public Voice(Spool spool, NodeIdentity node, Clock clock) {
    this(spool, node, clock, () -> {});
  }

  /**
   * @param said called after each event: somebody may want to carry it on at once
   */
  public Voice(Spool spool, NodeIdentity node, Clock clock, Runnable said) {
    this.spool = spool;
    this.source = node.id().toString();
    this.clock = clock;
    this.said = said;
  }

  public void say(Event event) {
    spool.append(new Draft(source, clock.instant(), event));
    said.run();
  }
}
