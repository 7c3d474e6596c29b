package io.vigie.agent.action;

import io.vigie.agent.driver.StepFailed;
import io.vigie.contract.id.Rid;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What an action would do, for people to read: nothing is locked, changed or recorded. */
final class Plan {
  private final Subject subject;
  private final Set<Rid> only;
  private final List<String> lines = new ArrayList<>();

  /** What the plan itself has taken down: it will not be up when its start comes. */
  private final Set<Rid> takenDown = new HashSet<>();

  private Plan(Subject subject, Set<Rid> only) {
    this.subject = subject;
    this.only = only;
  }

  static List<String> of(Subject subject, ActionRequest request, boolean freezes) {
    Plan plan = new Plan(subject, request.rids());
    if (freezes) {
      plan.lines.add("freeze " + subject.id().service() + ", so that nothing starts it again");
    }
    switch (request.verb()) {
      case START -> plan.start();
      case STOP -> plan.stop();
      case RESTART -> {
        plan.stop();
        plan.start();
      }
      case FREEZE, THAW -> plan.lines.add(request.verb().word() + ' ' + subject.id().service());
    }
    return plan.lines;
  }

  private void start() {
    List<Resource> started = Sequence.start(subject.resources(), only);
    started.forEach(each -> add(Turn.START, each, takenDown.contains(each.rid())));
    if (started.isEmpty()) {
      lines.add("nothing to start");
    }
  }

  private void stop() {
    List<Resource> stopped = Sequence.stop(subject.resources(), only);
    for (Resource each : stopped) {
      add(Turn.STOP, each, false);
      takenDown.add(each.rid());
    }
    if (stopped.isEmpty()) {
      lines.add("nothing to stop");
    }
  }

  private void add(Turn turn, Resource resource, boolean surely) {
    String head = turn.word + ' ' + resource.rid() + ' ' + resource.label();
    if (resource.driver() == null) {
      lines.add(head + "cannot be done: " + resource.problem());
    } else if (!surely && turn.isNeedless(resource.driver())) {
      lines.add(head + " (" + turn.already + ")");
    } else {
      lines.add(head);
      try {
        turn.carryOut(resource.driver(), new PlannedStep(lines, turn.timeout(resource)));
      } catch (StepFailed e) {
        lines.add("  would fail: " + e.getMessage());
      }
    }
  }
}
