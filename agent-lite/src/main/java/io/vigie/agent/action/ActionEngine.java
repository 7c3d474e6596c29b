package io.vigie.agent.action;

import io.vigie.agent.FileTrouble;
import io.vigie.agent.process.CommandRunner;
import io.vigie.contract.event.ActionBegin;
import io.vigie.contract.event.ActionLine;
import io.vigie.contract.event.LogLevel;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out actions: one at a time for each service, resource by resource, all of it recorded.
 * Whoever asks waits for the end on their own thread.
 */
public final class ActionEngine implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ActionEngine.class);

  private final ServiceStates states;
  private final Journal journal;
  private final Clock clock;
  private final ExecutorService workers = Executors.newCachedThreadPool(ActionEngine::worker);
  private final StepWork steps;
  private final SecureRandom random = new SecureRandom();

  public ActionEngine(ServiceStates states, CommandRunner runner, Journal journal, Clock clock) {
    this.states = states;
    this.journal = journal;
    this.clock = clock;
    steps = new StepWork(workers, runner, clock);
  }

  /**
   * @param live hears each line of the action as it is recorded
   */
  public ActionResult act(Subject subject, ActionRequest request, Consumer<ActionLine> live) {
    String refusal = Rules.refusal(subject, request);
    if (!refusal.isEmpty()) {
      return new ActionResult.Refused(refusal);
    }
    if (request.dryRun()) {
      return new ActionResult.Planned(
          Plan.of(subject, request, Rules.freezesFirst(subject, request)));
    }
    String service = subject.id().service();
    ServiceState state = states.of(service);
    try {
      Optional<ServiceState.Held> lock = state.lock(request.patience());
      if (lock.isEmpty()) {
        return new ActionResult.Busy(busy(service, state));
      }
      try (ServiceState.Held held = lock.get()) {
        closeLeft(held);
        return carryOut(subject, request, state, held, live);
      }
    } catch (IOException e) {
      return new ActionResult.Refused(
          "the lock of " + service + " cannot be taken: " + FileTrouble.inWords(e));
    }
  }

  /** Ends every action whose process died while it ran: err, "interrupted". */
  public void closeCut() {
    for (String service : states.withAction()) {
      try {
        Optional<ServiceState.Held> lock = states.of(service).lock(Duration.ZERO);
        if (lock.isPresent()) {
          try (ServiceState.Held held = lock.get()) {
            closeLeft(held);
            // also a trace that cannot be read: nothing more can be said of it
            held.forget();
          }
        }
      } catch (IOException e) {
        LOG.atWarn().addKeyValue("service", service).setCause(e).log("cut action not closed");
      }
    }
  }

  private void closeLeft(ServiceState.Held held) {
    if (held.left().isEmpty()) {
      return;
    }
    ServiceState.Left left = held.left().get();
    Trace trace = new Trace(left.begin(), held, journal, line -> {}, clock);
    if (left.end() != null) {
      trace.repeat(left.end());
      return;
    }
    LOG.atWarn().addKeyValue("action", left.begin().id()).log("an action was interrupted");
    trace.line(LogLevel.ERROR, "interrupted: the process that carried it out died");
    trace.end();
  }

  private ActionResult carryOut(
      Subject subject,
      ActionRequest request,
      ServiceState state,
      ServiceState.Held held,
      Consumer<ActionLine> live) {
    Trace trace = new Trace(begin(subject, request), held, journal, live, clock);
    trace.begin();
    try {
      carryOut(subject, request, state, trace);
    } catch (IOException e) {
      trace.line(LogLevel.ERROR, request.verb().word() + " failed: " + e);
    } catch (RuntimeException e) {
      LOG.atError().addKeyValue("action", trace.id()).setCause(e).log("action failed");
      trace.line(LogLevel.ERROR, "the agent failed: " + e);
    }
    return new ActionResult.Ended(trace.id(), trace.end(), trace.lines());
  }

  private void carryOut(Subject subject, ActionRequest request, ServiceState state, Trace trace)
      throws IOException {
    List<Resource> all = subject.resources();
    if (Rules.freezesFirst(subject, request)) {
      state.freeze();
      trace.line(LogLevel.INFO, "frozen, so that nothing starts it again");
    }
    // the conflict tests of all resources belong here: before the first one is touched
    switch (request.verb()) {
      case START -> walk(Turn.START, Sequence.start(all, request.rids()), trace);
      case STOP -> walk(Turn.STOP, Sequence.stop(all, request.rids()), trace);
      case RESTART -> {
        if (walk(Turn.STOP, Sequence.stop(all, request.rids()), trace)) {
          walk(Turn.START, Sequence.start(all, request.rids()), trace);
        }
      }
      case FREEZE -> {
        trace.line(LogLevel.INFO, state.frozen() ? "already frozen" : "frozen");
        state.freeze();
      }
      case THAW -> {
        trace.line(LogLevel.INFO, state.frozen() ? "thawed" : "not frozen");
        state.thaw();
      }
    }
  }

  /** Whether it came to its end. */
  private boolean walk(Turn turn, List<Resource> resources, Trace trace) {
    if (resources.isEmpty()) {
      trace.line(LogLevel.INFO, "nothing to " + turn.word);
    }
    for (int i = 0; i < resources.size(); i++) {
      if (!steps.perform(turn, resources.get(i), trace)) {
        List<Resource> rest = resources.subList(i + 1, resources.size());
        if (!rest.isEmpty()) {
          trace.line(LogLevel.INFO, "not reached: " + Rules.rids(rest));
        }
        // the rollback of a start belongs here
        return false;
      }
    }
    return true;
  }

  private ActionBegin begin(Subject subject, ActionRequest request) {
    Instant now = clock.instant();
    return new ActionBegin(
        ActionIds.at(now, random),
        subject.id(),
        request.verb().word(),
        request.origin(),
        request.by(),
        request.commandLine(),
        ProcessHandle.current().pid(),
        now,
        Rules.timeoutSeconds(subject, request));
  }

  private static String busy(String service, ServiceState state) {
    return state
        .action()
        .map(
            begin ->
                String.format(
                    "%s is busy: %s, begun by %s at %s (pid %d), still runs; try again when it has"
                        + " ended",
                    service, begin.action(), begin.by(), begin.begin(), begin.pid()))
        .orElse(service + " is busy: another process holds its lock; try again");
  }

  private static Thread worker(Runnable work) {
    Thread thread = new Thread(work, "vigie-step");
    thread.setDaemon(true);
    return thread;
  }

  /** Waits for nothing: an action that runs goes on until its process ends. */
  @Override
  public void close() {
    workers.shutdown();
  }
}
