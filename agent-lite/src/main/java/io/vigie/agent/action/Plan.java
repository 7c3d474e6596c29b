package io.vigie.agent.action;

import io.vigie.agent.driver.Step;
import io.vigie.agent.driver.StepFailed;
import io.vigie.agent.driver.sync.Sync;
import io.vigie.agent.driver.sync.Target;
import io.vigie.contract.availability.Availability;
import io.vigie.contract.id.Rid;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What an action would do, for people to read: nothing is locked, changed or recorded. */
final class Plan {
  private final Subject subject;
  private final ActionRequest request;
  private final List<String> lines = new ArrayList<>();

  /** How resources will be once the plan has come so far. */
  private final Map<Rid, Availability> foreseen = new HashMap<>();

  private Plan(Subject subject, ActionRequest request) {
    this.subject = subject;
    this.request = request;
  }

  static List<String> of(Subject subject, ActionRequest request) {
    Plan plan = new Plan(subject, request);
    if (Rules.freezesFirst(subject, request)) {
      plan.lines.add("freeze " + subject.id().service() + ", so that nothing starts it again");
    }
    if (request.verb().copies()) {
      plan.copies(Course.of(subject, request));
    } else if (request.verb().touches()) {
      plan.course(Course.of(subject, request));
    } else {
      plan.lines.add(request.verb().word() + ' ' + plan.whom());
    }
    return plan.lines;
  }

  private String whom() {
    return request.only().isWhole()
        ? subject.id().service()
        : Rules.rids(
            subject.resources().stream()
                .filter(each -> request.only().names(each.definition()))
                .toList());
  }

  private void copies(Course course) {
    String refusal = subject.refusesToSend();
    if (!refusal.isEmpty()) {
      lines.add("nothing would be sent: " + refusal);
      return;
    }
    for (Stage each : course.stages()) {
      each.resources().forEach(this::copy);
    }
    if (course.stages().isEmpty()) {
      lines.add("nothing to copy");
    }
    course.left().forEach((each, why) -> lines.add("left alone " + each.rid() + ": " + why));
  }

  private void copy(Resource resource) {
    lines.add("copy " + resource.rid() + ' ' + resource.label());
    if (!(resource.driver() instanceof Sync sync)) {
      lines.add("  would fail: " + resource.problem());
      return;
    }
    List<String> told = new ArrayList<>();
    Step step = new PlannedStep(told, Turn.SYNC.timeout(resource));
    try {
      Sync.Source source = new Sync.Source(Instant.now(), List.of());
      for (Target each : sync.targets()) {
        if (request.verb().copiesTo(each)) {
          sync.copy(step, source, each);
        }
      }
    } catch (StepFailed e) {
      told.add("  would fail: " + e.getMessage());
    }
    told.forEach(each -> lines.add(resource.masked(each)));
  }

  private void course(Course course) {
    for (Stage each : course.stages()) {
      if (each.resources().size() > 1 && each.turn() != Turn.TEST) {
        lines.add("at once, " + Walk.MOST_AT_ONCE + " at most: " + Rules.rids(each.resources()));
      }
      each.resources().forEach(resource -> add(each.turn(), resource));
    }
    if (course.stages().isEmpty()) {
      lines.add("nothing to " + request.verb().word());
    }
    course.left().forEach((each, why) -> lines.add("left alone " + each.rid() + ": " + why));
  }

  private void add(Turn turn, Resource resource) {
    String rid = resource.rid() == null ? "" : resource.rid().toString() + ' ';
    String head = turn.word + ' ' + rid + resource.label();
    if (resource.driver() == null) {
      lines.add(head + "cannot be done: " + resource.problem());
    } else if (!willBeDown(turn, resource) && turn.isNeedless(resource.driver())) {
      lines.add(head + " (" + turn.already + ")");
    } else {
      lines.add(head);
      tell(turn, resource);
    }
    foresee(turn, resource);
  }

  private boolean willBeDown(Turn turn, Resource resource) {
    return turn == Turn.START && foreseen.containsKey(resource.rid());
  }

  private void tell(Turn turn, Resource resource) {
    List<String> told = new ArrayList<>();
    Treatment treatment = new Treatment(turn, resource, this::state, request.force(), () -> {});
    try {
      treatment.carryOut(new PlannedStep(told, turn.timeout(resource)));
    } catch (StepFailed e) {
      told.add("  would fail: " + e.getMessage());
    }
    told.forEach(each -> lines.add(resource.masked(each)));
  }

  private void foresee(Turn turn, Resource resource) {
    Availability then =
        switch (turn) {
          case START -> Availability.UP;
          case STOP -> Availability.DOWN;
          case TEST, AROUND, PROVISION, UNPROVISION, RUN, SYNC -> null;
        };
    if (then != null) {
      boolean standby = resource.definition().standby();
      foreseen.put(resource.rid(), standby ? then.standby() : then);
    }
  }

  private Availability state(Rid rid) {
    Availability then = foreseen.get(rid);
    return then == null ? subject.state(rid) : then;
  }
}
