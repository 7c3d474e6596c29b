package io.vigie.agent.action;

import io.vigie.agent.driver.Step;
import io.vigie.agent.process.Command;
import io.vigie.agent.process.CommandResult;
import io.vigie.contract.event.LogLevel;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A step that is only told. */
final class PlannedStep implements Step {
  private final List<String> plan;
  private final Duration timeout;

  PlannedStep(List<String> plan, Duration timeout) {
    this.plan = plan;
    this.timeout = timeout;
  }

  @Override
  public boolean dryRun() {
    return true;
  }

  @Override
  public void log(LogLevel level, String text) {
    plan.add("  " + (level == LogLevel.INFO ? "" : level.wire() + ": ") + text);
  }

  @Override
  public CommandResult run(Command command) {
    plan.add("  run: " + command.shown());
    return new CommandResult(command, 0, false, List.of(), 0, Duration.ZERO, 0);
  }

  @Override
  public CommandResult runQuietly(Command command) {
    return new CommandResult(command, 0, false, List.of(), 0, Duration.ZERO, 0);
  }

  @Override
  public CommandResult runInItsTime(Command command) {
    return run(command);
  }

  @Override
  public void change(String description, Change change) {
    plan.add("  " + description);
  }

  @Override
  public boolean await(Duration patience, BooleanSupplier condition) {
    return true;
  }

  @Override
  public Duration remaining() {
    return timeout;
  }
}
