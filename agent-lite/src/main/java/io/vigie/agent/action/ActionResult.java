package io.vigie.agent.action;

import io.vigie.contract.event.ActionLine;
import io.vigie.contract.event.ActionStatus;
import java.util.List;

/** What became of a request. */
public sealed interface ActionResult {

  /** It was carried out, well or not; the journal has all of it. */
  record Ended(String id, ActionStatus status, List<ActionLine> lines) implements ActionResult {
    public Ended {
      lines = List.copyOf(lines);
    }
  }

  /** A dry run: what would be done, in order. */
  record Planned(List<String> lines) implements ActionResult {
    public Planned {
      lines = List.copyOf(lines);
    }
  }

  /** The action that ran was ended; it says so itself. */
  record Aborted(String what) implements ActionResult {}

  /** Nothing ran that could be aborted. */
  record Idle(String reason) implements ActionResult {}

  /** Nothing was begun, nothing was recorded; the reason is for the person who asked. */
  record Refused(String reason) implements ActionResult {}

  /** Nothing was begun: another action kept the service all the time one was ready to wait. */
  record Busy(String reason) implements ActionResult {}
}
