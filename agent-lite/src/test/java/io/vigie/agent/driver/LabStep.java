package io.vigie.agent.driver;

import io.vigie.agent.process.Command;
import io.vigie.agent.process.CommandResult;
import io.vigie.agent.process.CommandRunner;
import io.vigie.contract.event.LogLevel;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A step whose lines are kept. */
final class LabStep implements Step {
  final List<String> lines = new ArrayList<>();
  private final CommandRunner runner;
  private final boolean dry;
  private final long deadline;

  LabStep(CommandRunner runner, boolean dry, Duration timeout) {
    this.runner = runner;
    this.dry = dry;
    deadline = System.nanoTime() + timeout.toNanos();
  }

  @Override
  public boolean dryRun() {
    return dry;
  }

  @Override
  public void log(LogLevel level, String text) {
    lines.add(level.wire() + ": " + text);
  }

  @Override
  public CommandResult run(Command command) {
    info(command.shown());
    Duration own = command.timeout();
    boolean shorter = !own.isZero() && own.compareTo(remaining()) < 0;
    return runner.run(shorter ? command : command.within(remaining()), line -> info(line.text()));
  }

  @Override
  public CommandResult runInItsTime(Command command) {
    info(command.shown());
    return runner.run(command, line -> info(line.text()));
  }

  @Override
  public void change(String description, Change change) throws StepFailed {
    info(description);
    try {
      if (!dry) {
        change.make();
      }
    } catch (IOException e) {
      throw new StepFailed(description + " failed: " + e, e);
    }
  }

  @Override
  public boolean await(Duration patience, BooleanSupplier condition) {
    long until = System.nanoTime() + Math.min(patience.toNanos(), remaining().toNanos());
    while (!dry && !condition.getAsBoolean()) {
      if (System.nanoTime() - until >= 0) {
        return false;
      }
      LockSupport.parkNanos(20_000_000);
    }
    return true;
  }

  @Override
  public Duration remaining() {
    return Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
  }
}
