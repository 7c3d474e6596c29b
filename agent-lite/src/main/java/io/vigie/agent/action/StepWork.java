package io.vigie.agent.action;

import io.vigie.agent.driver.Observed;
import io.vigie.agent.driver.Step;
import io.vigie.agent.driver.StepFailed;
import io.vigie.agent.driver.Unreached;
import io.vigie.agent.process.CommandRunner;
import io.vigie.contract.availability.Availability;
import io.vigie.contract.event.ActionStatus;
import io.vigie.contract.event.LogLevel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does something to one resource of an action, on a thread of its own: one that hangs is given up
 * when its time-out has passed. It is never interrupted, for it may be writing to the spool.
 */
final class StepWork {
  private static final Logger LOG = LoggerFactory.getLogger(StepWork.class);

  /** For a program that ran into the time-out to be killed and heard out. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  private static final Duration LOOK = Duration.ofMillis(100);

  private final ExecutorService workers;
  private final CommandRunner runner;
  private final Clock clock;
  private final Subject subject;
  private final boolean force;
  private final Trace trace;

  /**
   * @param force what would hinder and can be overridden is told and does not hinder
   */
  StepWork(
      ExecutorService workers,
      CommandRunner runner,
      Clock clock,
      Subject subject,
      boolean force,
      Trace trace) {
    this.workers = workers;
    this.runner = runner;
    this.clock = clock;
    this.subject = subject;
    this.force = force;
    this.trace = trace;
  }

  /** The same where nothing that can be overridden hinders. */
  StepWork forced() {
    return new StepWork(workers, runner, clock, subject, true, trace);
  }

  /**
   * What became of it.
   *
   * @param ok whether the action may go on
   * @param before how it was just before its driver began to change something; null: it never did
   */
  record Outcome(boolean ok, Availability before) {}

  /**
   * @param aborted asked while it is waited for: whether the action is to end now
   */
  Outcome perform(Turn turn, Resource resource, BooleanSupplier aborted) {
    return perform(turn, resource, Treatment::carryOut, aborted);
  }

  /** A part of a turn. */
  @FunctionalInterface
  interface Work {
    void carryOut(Treatment treatment, Step step) throws StepFailed;
  }

  /**
   * @param part what of the turn is done
   */
  Outcome perform(Turn turn, Resource resource, Work part, BooleanSupplier aborted) {
    Instant since = clock.instant();
    if (resource.driver() == null) {
      return new Outcome(failed(resource, since, resource.problem()), null);
    }
    Duration timeout = turn.timeout(resource);
    LiveStep step = new LiveStep(trace, resource, runner, clock, timeout);
    AtomicReference<Availability> begun = new AtomicReference<>();
    Future<Boolean> work = workers.submit(() -> carryOut(turn, resource, part, step, begun));
    String failure;
    try {
      boolean changed = hearOut(work, step, aborted);
      succeeded(turn, resource, since, changed);
      return new Outcome(true, begun.get());
    } catch (TimeoutException e) {
      failure = turn.word + " took longer than " + shown(timeout) + " and was given up";
    } catch (ExecutionException e) {
      failure = reason(resource, e.getCause());
      if (turn == Turn.STOP && e.getCause() instanceof Unreached) {
        // its container is stopped next, if it is asked for
        failed(resource, since, failure);
        return new Outcome(true, begun.get());
      }
    } catch (Aborted e) {
      step.giveUp();
      settle(work);
      return new Outcome(failed(resource, since, turn.word + " was aborted"), begun.get());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failure = turn.word + " was given up: the agent stops";
    }
    step.giveUp();
    return new Outcome(failed(turn, resource, since, failure), begun.get());
  }

  private static final class Aborted extends Exception {
    private static final long serialVersionUID = 1;
  }

  private static boolean hearOut(Future<Boolean> work, LiveStep step, BooleanSupplier aborted)
      throws InterruptedException, ExecutionException, TimeoutException, Aborted {
    while (true) {
      long left = step.untilDeadline().plus(GRACE).toNanos();
      try {
        return work.get(Math.min(left, LOOK.toNanos()), TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        if (left <= LOOK.toNanos()) {
          throw e;
        }
        if (aborted.getAsBoolean()) {
          throw new Aborted();
        }
      }
    }
  }

  /** What is rolled back must not meet what still comes up. */
  private static void settle(Future<Boolean> work) {
    try {
      work.get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.atDebug().setCause(e).log("an aborted step");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean carryOut(
      Turn turn, Resource resource, Work part, LiveStep step, AtomicReference<Availability> begun)
      throws StepFailed {
    Observed before = Turn.look(resource.driver());
    if (turn.isNeedless(before)) {
      return false;
    }
    Runnable begins = () -> begun.set(before.status());
    part.carryOut(new Treatment(turn, resource, subject::state, force, begins), step);
    return true;
  }

  private void succeeded(Turn turn, Resource resource, Instant since, boolean changed) {
    if (turn.done.isEmpty()) {
      return;
    }
    String text = (changed ? turn.done + ' ' : turn.already + ": ") + resource.label();
    boolean optional = resource.definition().optional();
    trace.line(resource.rid(), optional, LogLevel.INFO, text, since, ActionStatus.OK);
  }

  private boolean failed(Turn turn, Resource resource, Instant since, String why) {
    if (turn != Turn.TEST || !force) {
      return failed(resource, since, why);
    }
    trace.line(
        resource.rid(),
        true,
        LogLevel.WARN,
        resource.masked(why) + ": forced",
        since,
        ActionStatus.WARN);
    return true;
  }

  private boolean failed(Resource resource, Instant since, String why) {
    boolean optional = resource.definition().optional();
    ActionStatus status = optional ? ActionStatus.WARN : ActionStatus.ERR;
    trace.line(resource.rid(), optional, LogLevel.ERROR, resource.masked(why), since, status);
    return optional;
  }

  private static String shown(Duration timeout) {
    return timeout.toSeconds() > 0 ? timeout.toSeconds() + " s" : timeout.toMillis() + " ms";
  }

  private static String reason(Resource resource, Throwable cause) {
    if (cause instanceof StepFailed failed) {
      return failed.getMessage();
    }
    LOG.atError().addKeyValue("rid", resource.rid()).setCause(cause).log("driver failed");
    return "the driver failed: " + cause;
  }
}
