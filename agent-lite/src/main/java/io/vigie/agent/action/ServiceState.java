package io.vigie.agent.action;

import io.vigie.contract.event.ActionBegin;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Lock, frozen mark and running action of one service on this node. Safe for several threads. */
public interface ServiceState {

  boolean frozen();

  void freeze() throws IOException;

  void thaw() throws IOException;

  /**
   * The right to act on the service, shared with other processes of the node; freed by the kernel
   * when its holder dies.
   *
   * @return empty when somebody else kept it all that time
   */
  Optional<Held> lock(Duration patience) throws IOException;

  /** The action begun and not ended; its lock tells whether it runs or was cut. */
  Optional<ActionBegin> action();

  /** The lock, and the trace of the action made under it. */
  interface Held extends AutoCloseable {

    /** Notes on disk that an action has begun. */
    void begin(ActionBegin begin) throws IOException;

    /** Number for the next line of the action, never handed out twice, also not after a crash. */
    int nextLine();

    /** Forgets the action: its end is recorded. */
    void end() throws IOException;

    @Override
    void close();
  }
}
