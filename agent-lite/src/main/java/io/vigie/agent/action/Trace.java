package io.vigie.agent.action;

import io.vigie.contract.event.ActionBegin;
import io.vigie.contract.event.ActionEnd;
import io.vigie.contract.event.ActionLine;
import io.vigie.contract.event.ActionStatus;
import io.vigie.contract.event.Event;
import io.vigie.contract.event.LogLevel;
import io.vigie.contract.event.SyncResult;
import io.vigie.contract.id.Rid;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is said of one action: on disk and in the journal before the action goes on. No trouble in
 * saying it reaches the action.
 */
final class Trace {
  private static final Logger LOG = LoggerFactory.getLogger(Trace.class);

  private final ActionBegin begin;
  private final ServiceState.Held held;
  private final Journal journal;
  private final Consumer<ActionLine> live;
  private final Clock clock;
  private final List<ActionLine> lines = new ArrayList<>();
  private ActionStatus worst = ActionStatus.OK;

  Trace(
      ActionBegin begin,
      ServiceState.Held held,
      Journal journal,
      Consumer<ActionLine> live,
      Clock clock) {
    this.begin = begin;
    this.held = held;
    this.journal = journal;
    this.live = live;
    this.clock = clock;
  }

  void begin() {
    try {
      held.begin(begin);
    } catch (IOException e) {
      LOG.atWarn().addKeyValue("action", begin.id()).setCause(e).log("begin not noted on disk");
    }
    record(begin);
  }

  /** Tells something of the service as a whole. */
  void line(LogLevel level, String text) {
    line(null, false, level, text, clock.instant(), null);
  }

  /**
   * Tells something of a resource.
   *
   * @param optional its errors are no errors of the action
   * @param status how the step ended; null while it goes on
   */
  synchronized void line(
      Rid rid, boolean optional, LogLevel level, String text, Instant since, ActionStatus status) {
    Instant end = status == null ? null : clock.instant();
    ActionLine line =
        new ActionLine(
            begin.id(),
            begin.instance(),
            held.nextLine(),
            rid == null ? "" : rid.toString(),
            level,
            text,
            begin.pid(),
            since,
            end,
            status);
    worst = worse(worst, weight(level, optional));
    lines.add(line);
    record(line);
    live.accept(line);
  }

  /** Tells what became of a copy. */
  void copied(SyncResult result) {
    record(result);
  }

  ActionStatus end() {
    return end(worst());
  }

  /** Ends it: there was nothing to do from here. */
  ActionStatus endOff() {
    return end(worst() == ActionStatus.OK ? ActionStatus.OFF : worst());
  }

  private ActionStatus end(ActionStatus status) {
    ActionEnd end =
        new ActionEnd(
            begin.id(),
            begin.instance(),
            begin.action(),
            begin.origin(),
            begin.by(),
            begin.command(),
            begin.pid(),
            begin.begin(),
            clock.instant(),
            status);
    try {
      held.end(end);
    } catch (IOException e) {
      LOG.atWarn().addKeyValue("action", begin.id()).setCause(e).log("end not noted on disk");
    }
    record(end);
    forget();
    return status;
  }

  /** The end was known before the crash: it is said again, readers keep one of them. */
  void repeat(ActionEnd end) {
    record(end);
    forget();
  }

  /** A program of the action begins: whoever closes the action after a crash looks for it. */
  void programBegins(String mark) {
    try {
      held.programBegins(mark);
    } catch (IOException e) {
      LOG.atWarn().addKeyValue("action", begin.id()).setCause(e).log("program not noted on disk");
    }
  }

  void programEnded(String mark) {
    try {
      held.programEnded(mark);
    } catch (IOException e) {
      LOG.atWarn().addKeyValue("action", begin.id()).setCause(e).log("program not noted on disk");
    }
  }

  String id() {
    return begin.id();
  }

  synchronized List<ActionLine> lines() {
    return List.copyOf(lines);
  }

  private synchronized ActionStatus worst() {
    return worst;
  }

  private void forget() {
    try {
      held.forget();
    } catch (IOException e) {
      LOG.atWarn().addKeyValue("action", begin.id()).setCause(e).log("trace of an action stays");
    }
  }

  private void record(Event event) {
    try {
      journal.record(event);
    } catch (RuntimeException e) {
      LOG.atError().addKeyValue("action", begin.id()).setCause(e).log("action not recorded");
    }
  }

  private static ActionStatus weight(LogLevel level, boolean optional) {
    return switch (level) {
      case INFO -> ActionStatus.OK;
      case WARN -> ActionStatus.WARN;
      case ERROR -> optional ? ActionStatus.WARN : ActionStatus.ERR;
    };
  }

  private static ActionStatus worse(ActionStatus one, ActionStatus other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
