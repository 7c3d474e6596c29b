package io.vigie.agent.action;

import io.vigie.agent.config.Requirement;
import io.vigie.agent.config.Trigger;
import io.vigie.agent.driver.Step;
import io.vigie.agent.driver.StepFailed;
import io.vigie.agent.process.CommandResult;
import io.vigie.contract.availability.Availability;
import io.vigie.contract.event.LogLevel;
import io.vigie.contract.id.Rid;
import java.util.function.Function;

/**
 * One turn of one resource as it goes, told or done: how others must be, the programs before, the
 * driver's work, the programs after.
 *
 * @param state how a resource is now
 * @param force unmet requirements are told and do not hinder
 * @param begun called when the driver's work begins
 */
record Treatment(
    Turn turn,
    Resource resource,
    Function<Rid, Availability> state,
    boolean force,
    Runnable begun) {

  void carryOut(Step step) throws StepFailed {
    // a conflict test is part of a start and has nothing of its own
    boolean whole = turn != Turn.TEST;
    if (whole) {
      before(step);
    }
    begun.run();
    turn.carryOut(resource.driver(), step);
    if (whole) {
      after(step);
    }
  }

  void before(Step step) throws StepFailed {
    for (Requirement each : resource.definition().manner(turn.phase).requires()) {
      require(each, step);
    }
    runTriggers(true, step);
  }

  void after(Step step) throws StepFailed {
    runTriggers(false, step);
  }

  private void require(Requirement requirement, Step step) throws StepFailed {
    Availability is = state.apply(requirement.rid());
    if (requirement.states().contains(is)) {
      if (step.dryRun()) {
        step.info("requires " + requirement);
      }
      return;
    }
    String text = turn.word + " requires " + requirement + "; it is " + is;
    if (!force) {
      throw new StepFailed(text);
    }
    step.log(LogLevel.WARN, text + ": forced");
  }

  private void runTriggers(boolean before, Step step) throws StepFailed {
    for (Trigger each : resource.definition().manner(turn.phase).triggers()) {
      if (each.before() == before) {
        run(each, step);
      }
    }
  }

  private static void run(Trigger trigger, Step step) throws StepFailed {
    step.info(trigger.keyword());
    CommandResult result = step.run(trigger.command());
    if (result.ok()) {
      return;
    }
    String text = trigger.keyword() + ": " + result.explain();
    if (trigger.blocking()) {
      throw new StepFailed(text);
    }
    step.log(LogLevel.WARN, text);
  }
}
