package io.vigie.agent.action;

import io.vigie.contract.event.ActionBegin;
import io.vigie.contract.event.ActionEnd;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Lock, marks and running action of one service on this node. Safe for several threads. */
public interface ServiceState {

  boolean frozen();

  void freeze() throws IOException;

  void thaw() throws IOException;

  Disabled disabled();

  void disable(Disabled what) throws IOException;

  /** Which start failed and was not followed by a good one; empty when there is none. */
  Optional<String> startFailed();

  void markStartFailed(String what) throws IOException;

  void clearStartFailed() throws IOException;

  /** Asks whoever carries that action out to end it. */
  void abort(String action, String by) throws IOException;

  /** Who wants that action to end; empty for nobody. */
  String abortedBy(String action);

  /**
   * The right to act on the service, shared with other processes of the node; freed by the kernel
   * when its holder dies.
   *
   * @return empty when somebody else kept it all that time
   */
  Optional<Held> lock(Duration patience) throws IOException;

  /** The action begun and not ended; its lock tells whether it runs or was cut. */
  Optional<ActionBegin> action();

  /**
   * Is another number once the action that runs went on; never waits, and costs next to nothing.
   */
  long sign();

  /** The lock, and the trace of the action made under it. */
  interface Held extends AutoCloseable {

    /**
     * What the holder before left behind: its action was cut, before or after its end was known.
     */
    Optional<Left> left();

    /** Notes on disk that an action has begun. */
    void begin(ActionBegin begin) throws IOException;

    /** Number for the next line of the action, never handed out twice, also not after a crash. */
    int nextLine();

    /** Notes that a program of the action begins; its mark is in its environment. */
    void programBegins(String mark) throws IOException;

    void programEnded(String mark) throws IOException;

    /** Marks of programs whose end nobody saw. */
    Set<String> programs() throws IOException;

    /** Notes that a copy is to be told of: {@code RID NODE SECONDS}. */
    void copyBegins(String copy) throws IOException;

    void copyTold(String copy) throws IOException;

    /** Copies whose end was not told. */
    Set<String> copies() throws IOException;

    /** Notes on disk how the action ended, so that a crash from now on cannot change that. */
    void end(ActionEnd end) throws IOException;

    /** Forgets the action: its end is recorded. */
    void forget() throws IOException;

    @Override
    void close();
  }

  /**
   * An action nobody works at any more.
   *
   * @param end null when it was cut before it ended
   */
  record Left(ActionBegin begin, ActionEnd end) {}
}
