package io.vigie.agent.action;

import io.vigie.agent.driver.Driver;
import io.vigie.agent.driver.StepFailed;
import io.vigie.agent.process.CommandRunner;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one resource up or down, on a thread of its own: one that hangs is given up when its
 * time-out has passed. It is never interrupted, for it may be writing to the spool.
 */
final class StepWork {
  private static final Logger LOG = LoggerFactory.getLogger(StepWork.class);

  /** For a program that ran into the time-out to be killed and heard out. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final ExecutorService workers;
  private final CommandRunner runner;
  private final Clock clock;

  StepWork(ExecutorService workers, CommandRunner runner, Clock clock) {
    this.workers = workers;
    this.runner = runner;
    this.clock = clock;
  }

  /** Whether the action may go on. */
  boolean perform(Turn turn, Resource resource, Trace trace) {
    Instant since = clock.instant();
    if (resource.driver() == null) {
      return failed(resource, trace, since, resource.problem());
    }
    Duration timeout = turn.timeout(resource);
    LiveStep step = new LiveStep(trace, resource, runner, clock, timeout);
    Future<Boolean> work = workers.submit(() -> turn(turn, resource, step));
    String failure;
    try {
      boolean changed = work.get(timeout.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
      String text = (changed ? turn.done + ' ' : turn.already + ": ") + resource.label();
      boolean optional = resource.definition().optional();
      trace.line(resource.rid(), optional, LogLevel.INFO, text, since, ActionStatus.OK);
      return true;
    } catch (TimeoutException e) {
      failure = turn.word + " took longer than " + shown(timeout) + " and was given up";
    } catch (ExecutionException e) {
      failure = reason(resource, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failure = turn.word + " was given up: the agent stops";
    }
    step.giveUp();
    return failed(resource, trace, since, failure);
  }

  private static boolean turn(Turn turn, Resource resource, LiveStep step) throws StepFailed {
    Driver driver = resource.driver();
    if (turn.isNeedless(driver)) {
      return false;
    }
    turn.carryOut(driver, step);
    return true;
  }

  private static boolean failed(Resource resource, Trace trace, Instant since, String why) {
    boolean optional = resource.definition().optional();
    ActionStatus status = optional ? ActionStatus.WARN : ActionStatus.ERR;
    trace.line(resource.rid(), optional, LogLevel.ERROR, why, since, status);
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
