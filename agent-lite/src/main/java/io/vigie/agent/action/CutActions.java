package io.vigie.agent.action;

import io.vigie.agent.process.CommandRunner;
import io.vigie.contract.event.ActionBegin;
import io.vigie.contract.event.LogLevel;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends actions whose process died. A program that one had begun to run goes on without it, to its
 * end as a rule: killed, it leaves more to mend than waited for.
 */
final class CutActions {
  private static final Logger LOG = LoggerFactory.getLogger(CutActions.class);

  private final CommandRunner runner;
  private final Journal journal;
  private final Clock clock;

  CutActions(CommandRunner runner, Journal journal, Clock clock) {
    this.runner = runner;
    this.journal = journal;
    this.clock = clock;
  }

  /**
   * Ends what the holder of the lock before left behind, if it did.
   *
   * @param kill what it still runs is killed rather than waited for
   * @return false while that has to be waited for: until it ends, or the action's time is up
   */
  boolean close(ServiceState.Held held, boolean kill) throws IOException {
    if (held.left().isEmpty()) {
      return true;
    }
    ServiceState.Left left = held.left().get();
    Trace trace = new Trace(left.begin(), held, journal, line -> {}, clock);
    if (left.end() != null) {
      trace.repeat(left.end());
      return true;
    }
    List<String> running = held.programs().stream().filter(runner::runs).toList();
    if (!running.isEmpty() && !kill && !isLate(left.begin())) {
      return false;
    }
    LOG.atWarn().addKeyValue("action", left.begin().id()).log("an action was interrupted");
    if (kill) {
      running.forEach(runner::kill);
    }
    if (!running.isEmpty()) {
      String became = kill ? "was killed" : "is left to itself: it may still change something";
      trace.line(LogLevel.WARN, "a program that it ran " + became);
    }
    trace.line(LogLevel.ERROR, "interrupted: the process that carried it out died");
    for (String each : held.copies()) {
      CopyMark.parse(each)
          .map(mark -> mark.interrupted(left.begin(), clock.instant()))
          .ifPresent(trace::copied);
    }
    trace.end();
    return true;
  }

  private boolean isLate(ActionBegin begin) {
    Instant until = begin.begin().plusSeconds(begin.timeoutSeconds());
    return clock.instant().isAfter(until);
  }
}
