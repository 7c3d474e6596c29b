package io.vigie.agent.action;

import io.vigie.agent.driver.Step;
import io.vigie.agent.driver.StepFailed;
import io.vigie.agent.process.Command;
import io.vigie.agent.process.CommandResult;
import io.vigie.agent.process.CommandRunner;
import io.vigie.agent.process.OutputLine;
import io.vigie.contract.event.LogLevel;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * A step that is done. Once given up it says nothing more and changes nothing more, whatever its
 * driver still tries.
 */
final class LiveStep implements Step {
  private static final long LOOK_AGAIN_MILLIS = 20;
  private static final int NOT_RUN = 127;

  private final Trace trace;
  private final Resource resource;
  private final CommandRunner runner;
  private final Clock clock;
  private volatile long deadline;
  private volatile boolean givenUp;

  LiveStep(Trace trace, Resource resource, CommandRunner runner, Clock clock, Duration timeout) {
    this.trace = trace;
    this.resource = resource;
    this.runner = runner;
    this.clock = clock;
    deadline = System.nanoTime() + timeout.toNanos();
  }

  @Override
  public boolean dryRun() {
    return false;
  }

  @Override
  public synchronized void log(LogLevel level, String text) {
    if (!givenUp) {
      boolean optional = resource.definition().optional();
      String shown = resource.masked(text);
      trace.line(resource.rid(), optional, level, shown, clock.instant(), null);
    }
  }

  @Override
  public CommandResult run(Command command) {
    if (!givenUp) {
      info(command.shown());
    }
    return run(command, line -> info(line.text()));
  }

  @Override
  public CommandResult runQuietly(Command command) {
    return run(
        command,
        line -> {
          if (line.error()) {
            info(line.text());
          }
        });
  }

  private CommandResult run(Command command, Consumer<OutputLine> told) {
    if (givenUp) {
      return new CommandResult(command, NOT_RUN, false, List.of(), 0, Duration.ZERO, 0);
    }
    Duration left = atLeastAMoment(remaining());
    Duration own = command.timeout();
    Command bounded = own.isZero() || own.compareTo(left) > 0 ? command.within(left) : command;
    CommandResult result = runMarked(bounded, told);
    if (result.dropped() > 0) {
      info("and " + result.dropped() + " lines more");
    }
    return result;
  }

  private CommandResult runMarked(Command command, Consumer<OutputLine> told) {
    String mark = UUID.randomUUID().toString();
    Map<String, String> environment = new HashMap<>(command.environment());
    environment.put(CommandRunner.MARK, mark);
    trace.programBegins(mark);
    try {
      return runner.run(command.with(environment), told, () -> givenUp);
    } finally {
      trace.programEnded(mark);
    }
  }

  // one thread does the step, another waits for it until the deadline
  @Override
  public CommandResult runInItsTime(Command command) {
    long since = System.nanoTime();
    long before = deadline;
    deadline = before + command.timeout().toNanos();
    try {
      return run(command);
    } finally {
      deadline = before + System.nanoTime() - since;
    }
  }

  @Override
  public void change(String description, Change change) throws StepFailed {
    if (givenUp) {
      throw new StepFailed("given up");
    }
    info(description);
    try {
      change.make();
    } catch (IOException e) {
      throw new StepFailed(description + " failed: " + e, e);
    }
  }

  @Override
  public boolean await(Duration patience, BooleanSupplier condition) {
    long until = System.nanoTime() + Math.min(patience.toNanos(), remaining().toNanos());
    while (!condition.getAsBoolean()) {
      if (givenUp || System.nanoTime() - until >= 0) {
        return false;
      }
      try {
        TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }

  @Override
  public Duration remaining() {
    Duration left = untilDeadline();
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** Negative once it has passed. */
  Duration untilDeadline() {
    return Duration.ofNanos(deadline - System.nanoTime());
  }

  /** What it runs is killed. */
  synchronized void giveUp() {
    givenUp = true;
  }

  // a command's time-out of zero would mean: as long as the step
  private static Duration atLeastAMoment(Duration left) {
    return left.toMillis() < 1 ? Duration.ofMillis(1) : left;
  }
}
