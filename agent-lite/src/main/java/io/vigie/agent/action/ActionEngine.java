package io.vigie.agent.action;

import io.vigie.agent.FileTrouble;
import io.vigie.agent.process.CommandRunner;
import io.vigie.contract.event.ActionBegin;
import io.vigie.contract.event.ActionLine;
import io.vigie.contract.event.ActionStatus;
import io.vigie.contract.event.LogLevel;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;
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
  private final CommandRunner runner;
  private final CutActions cut;
  private final SecureRandom random = new SecureRandom();

  public ActionEngine(ServiceStates states, CommandRunner runner, Journal journal, Clock clock) {
    this.states = states;
    this.runner = runner;
    cut = new CutActions(runner, journal, clock);
    this.journal = journal;
    this.clock = clock;
  }

  /**
   * @param subject as its file says
   * @param live hears each line of the action as it is recorded
   */
  public ActionResult act(Subject subject, ActionRequest request, Consumer<ActionLine> live) {
    String service = subject.id().service();
    ServiceState state = states.of(service);
    if (request.verb() == Verb.ABORT) {
      return abort(service, state, request);
    }
    String refusal = Rules.refusal(subject, state, request);
    if (!refusal.isEmpty()) {
      return new ActionResult.Refused(refusal);
    }
    if (request.dryRun()) {
      return new ActionResult.Planned(Plan.of(subject.without(state.disabled()), request));
    }
    try {
      Optional<ServiceState.Held> lock = state.lock(request.patience());
      if (lock.isEmpty()) {
        return new ActionResult.Busy(busy(service, state));
      }
      try (ServiceState.Held held = lock.get()) {
        if (!cut.close(held, false)) {
          return new ActionResult.Busy(busy(service, state));
        }
        // whoever had the lock may have disabled it
        String now = Rules.refusal(subject, state, request);
        return now.isEmpty()
            ? carryOut(subject, request, state, held, live)
            : new ActionResult.Refused(now);
      }
    } catch (IOException e) {
      return new ActionResult.Refused(
          "the lock of " + service + " cannot be taken: " + FileTrouble.inWords(e));
    }
  }

  private ActionResult abort(String service, ServiceState state, ActionRequest request) {
    Optional<ActionBegin> running = state.action();
    if (running.isEmpty()) {
      return new ActionResult.Idle("no action runs on " + service + " that could be aborted");
    }
    String what = told(running.get());
    try {
      state.abort(running.get().id(), request.by());
      // whoever carries it out lets go of the lock when it has ended
      Optional<ServiceState.Held> lock = state.lock(request.patience());
      if (lock.isEmpty()) {
        return new ActionResult.Busy(
            what + " was told to end and still runs; it ends when it can, see its lines");
      }
      try (ServiceState.Held held = lock.get()) {
        cut.close(held, true);
      }
      return new ActionResult.Aborted(what);
    } catch (IOException e) {
      return new ActionResult.Refused(what + " cannot be told to end: " + FileTrouble.inWords(e));
    }
  }

  /** The action that runs on a service, or whose process died while it ran. */
  public Optional<ActionBegin> running(String service) {
    return states.of(service).action();
  }

  /** Ends every action whose process died while it ran: err, "interrupted". */
  public void closeCut() {
    for (String service : states.withAction()) {
      try {
        Optional<ServiceState.Held> lock = states.of(service).lock(Duration.ZERO);
        if (lock.isPresent()) {
          try (ServiceState.Held held = lock.get()) {
            if (cut.close(held, false)) {
              // also a trace that cannot be read: nothing more can be said of it
              held.forget();
            }
          }
        }
      } catch (IOException e) {
        LOG.atWarn().addKeyValue("service", service).setCause(e).log("cut action not closed");
      }
    }
  }

  private ActionResult carryOut(
      Subject subject,
      ActionRequest request,
      ServiceState state,
      ServiceState.Held held,
      Consumer<ActionLine> live) {
    Subject now = subject.without(state.disabled());
    Course course = Course.of(now, request);
    Trace trace = new Trace(begin(now, request, course), held, journal, live, clock);
    trace.begin();
    boolean off = false;
    try {
      if (request.verb().copies()) {
        StepWork steps = new StepWork(workers, runner, clock, now, request.force(), trace);
        Supplier<String> abortedBy = () -> state.abortedBy(trace.id());
        Copies copies = new Copies(now, request.verb(), steps, trace, held, abortedBy, clock);
        off = !copies.carryOut(course);
      } else if (request.verb().touches()) {
        walk(now, request, course, state, trace);
      } else {
        Marking.carryOut(subject, request, state, trace);
      }
    } catch (IOException e) {
      trace.line(LogLevel.ERROR, request.verb().word() + " failed: " + FileTrouble.inWords(e));
    } catch (RuntimeException e) {
      LOG.atError().addKeyValue("action", trace.id()).setCause(e).log("action failed");
      trace.line(LogLevel.ERROR, "the agent failed: " + e);
    }
    ActionStatus status = off ? trace.endOff() : trace.end();
    return new ActionResult.Ended(trace.id(), status, trace.lines());
  }

  private void walk(
      Subject subject, ActionRequest request, Course course, ServiceState state, Trace trace)
      throws IOException {
    if (Rules.freezesFirst(subject, request)) {
      state.freeze();
      trace.line(LogLevel.INFO, "frozen, so that nothing starts it again");
    }
    if (course.stages().isEmpty()) {
      trace.line(LogLevel.INFO, "nothing to " + request.verb().word());
    }
    StepWork steps = new StepWork(workers, runner, clock, subject, request.force(), trace);
    Walk walk =
        new Walk(
            steps,
            workers,
            trace,
            request.rollback() && subject.rollback(),
            () -> state.abortedBy(trace.id()));
    Turn failed = walk.through(course.stages());
    if (request.verb().starts() && request.only().isWhole()) {
      Marking.noteStart(request, failed, state, trace);
    }
  }

  private ActionBegin begin(Subject subject, ActionRequest request, Course course) {
    Instant now = clock.instant();
    return new ActionBegin(
        request.id().isEmpty() ? ActionIds.at(now, random) : request.id(),
        subject.id(),
        request.verb().word(),
        request.origin(),
        request.by(),
        request.commandLine(),
        ProcessHandle.current().pid(),
        now,
        (int) Math.min(Integer.MAX_VALUE, course.timeout().toSeconds()));
  }

  private static String busy(String service, ServiceState state) {
    return state
        .action()
        .map(
            begin ->
                service
                    + " is busy: "
                    + told(begin)
                    + ", still runs; try again when it has ended, or abort it")
        .orElse(service + " is busy: another process holds its lock; try again");
  }

  private static String told(ActionBegin begin) {
    return String.format(
        "%s, begun by %s at %s (pid %d)", begin.action(), begin.by(), begin.begin(), begin.pid());
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
