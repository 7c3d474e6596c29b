package io.vigie.agent.action;

import io.vigie.agent.driver.Step;
import io.vigie.agent.driver.StepFailed;
import io.vigie.agent.driver.sync.Snapshots;
import io.vigie.agent.driver.sync.Sync;
import io.vigie.agent.driver.sync.Tally;
import io.vigie.agent.driver.sync.Target;
import io.vigie.contract.event.ActionStatus;
import io.vigie.contract.event.LogLevel;
import io.vigie.contract.event.SyncResult;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One action that copies data: all is opened, snapshots are taken, before anything is copied; then
 * it goes resource by resource and node by node, each told of once; what was taken is given back
 * whatever happened.
 */
final class Copies {
  private static final Logger LOG = LoggerFactory.getLogger(Copies.class);
  private static final BooleanSupplier NEVER = () -> false;
  private static final long MILLIS = 1000;

  private final Subject subject;
  private final Verb verb;
  private final StepWork steps;
  private final Trace trace;
  private final ServiceState.Held held;
  private final Supplier<String> abortedBy;
  private final Clock clock;
  private final Map<Resource, Sync.Source> opened = new LinkedHashMap<>();
  private final List<Resource> programsBefore = new ArrayList<>();
  private final List<Resource> programsAfter = new ArrayList<>();
  private boolean anything;

  Copies(
      Subject subject,
      Verb verb,
      StepWork steps,
      Trace trace,
      ServiceState.Held held,
      Supplier<String> abortedBy,
      Clock clock) {
    this.subject = subject;
    this.verb = verb;
    this.steps = steps;
    this.trace = trace;
    this.held = held;
    this.abortedBy = abortedBy;
    this.clock = clock;
  }

  /** A copy of a resource to a node. */
  private record Copy(Resource resource, Sync sync, Target target) {
    CopyMark mark() {
      return new CopyMark(resource.rid(), target.node(), sync.timing().maxDelay().toSeconds());
    }
  }

  /**
   * A copy that begins.
   *
   * @param good of which moment the last good one was; null when there was none
   */
  private record Begun(Instant at, Instant good) {
    static Begun of(Copy copy, Clock clock) {
      Instant good = null;
      try {
        good = copy.sync().stamps().sent(copy.target()).orElse(null);
      } catch (IOException e) {
        LOG.atWarn().addKeyValue("rid", copy.resource().rid()).setCause(e).log("no stamp read");
      }
      return new Begun(clock.instant(), good);
    }
  }

  /** What became of one. */
  private record Outcome(ActionStatus status, String reason, Tally tally) {
    static Outcome failed(String reason) {
      return new Outcome(ActionStatus.ERR, reason, Tally.NOTHING);
    }

    static Outcome off(String reason) {
      return new Outcome(ActionStatus.OFF, reason, Tally.NOTHING);
    }
  }

  /**
   * @return whether there was anything to do from here
   */
  boolean carryOut(Course course) {
    List<Copy> copies = copies(course);
    copies.forEach(this::begins);
    String refusal = subject.refusesToSend();
    if (copies.isEmpty()) {
      trace.line(LogLevel.INFO, "nothing to copy");
    } else if (!refusal.isEmpty()) {
      trace.line(LogLevel.INFO, "nothing was sent: " + refusal);
      copies.forEach(each -> told(each, Begun.of(each, clock), Outcome.off(refusal)));
    } else {
      copyAll(copies);
    }
    return anything;
  }

  private List<Copy> copies(Course course) {
    List<Copy> copies = new ArrayList<>();
    for (Stage stage : course.stages()) {
      for (Resource each : stage.resources()) {
        if (stage.turn() == Turn.AROUND) {
          (copies.isEmpty() ? programsBefore : programsAfter).add(each);
        } else if (each.driver() instanceof Sync sync) {
          sync.targets().stream()
              .filter(verb::copiesTo)
              .filter(target -> verb != Verb.SYNCUPDATE || isDue(sync, target))
              .forEach(target -> copies.add(new Copy(each, sync, target)));
        } else {
          steps.perform(Turn.SYNC, each, NEVER);
          anything = true;
        }
      }
    }
    return copies;
  }

  /** Whether it should have been made since it was last. */
  private boolean isDue(Sync sync, Target target) {
    try {
      return sync.stamps()
          .sent(target)
          .flatMap(sync.timing()::next)
          .map(due -> !due.isAfter(clock.instant()))
          .orElse(true);
    } catch (IOException e) {
      // whoever copies it tells what is wrong there
      return true;
    }
  }

  private void copyAll(List<Copy> copies) {
    Snapshots snapshots = copies.get(0).sync().snapshots(trace.id());
    List<Resource> resources = copies.stream().map(Copy::resource).distinct().toList();
    try {
      giveBack(resources.get(0), snapshots::removeLeft, hasLeft(snapshots));
      Map<Resource, String> unopened = new LinkedHashMap<>();
      if (programs(programsBefore)) {
        prepare(resources, snapshots, unopened);
      } else {
        resources.forEach(each -> unopened.put(each, "what goes before all copies failed"));
      }
      for (Copy each : copies) {
        Begun begun = Begun.of(each, clock);
        String why = unopened.get(each.resource());
        told(each, begun, why == null ? copy(each) : Outcome.failed(why));
      }
      for (Resource each : opened.keySet()) {
        perform(each, Treatment::after);
      }
      programs(programsAfter);
    } finally {
      giveBack(resources.get(0), snapshots::remove, !snapshots.isEmpty());
    }
  }

  /** Those of the service as a whole. */
  private boolean programs(List<Resource> programs) {
    boolean well = true;
    for (Resource each : programs) {
      well &= steps.perform(Turn.AROUND, each, this::isAborted).ok();
    }
    return well;
  }

  /** What is wanted of a resource that is not a turn of its own. */
  private boolean perform(Resource resource, StepWork.Work work) {
    AtomicReference<Boolean> done = new AtomicReference<>(false);
    steps.perform(
        Turn.SYNC,
        resource,
        (treatment, step) -> {
          work.carryOut(treatment, step);
          done.set(true);
        },
        this::isAborted);
    return done.get();
  }

  private boolean isAborted() {
    return !abortedBy.get().isEmpty();
  }

  /** Programs of people first, which may take their time; then the snapshots, close together. */
  private void prepare(
      List<Resource> resources, Snapshots snapshots, Map<Resource, String> unopened) {
    for (Resource each : resources) {
      if (isAborted() || !perform(each, Treatment::before)) {
        unopened.put(each, "what goes before it failed");
      }
    }
    for (Resource each : resources) {
      if (unopened.containsKey(each)) {
        continue;
      }
      AtomicReference<Sync.Source> source = new AtomicReference<>();
      Sync sync = (Sync) each.driver();
      if (perform(each, (treatment, step) -> source.set(sync.open(step, snapshots)))) {
        opened.put(each, source.get());
      } else {
        unopened.put(each, "it could not be opened");
      }
    }
  }

  private Outcome copy(Copy copy) {
    String by = abortedBy.get();
    if (!by.isEmpty()) {
      trace.line(LogLevel.ERROR, "aborted by " + by);
      return Outcome.failed("aborted by " + by);
    }
    AtomicReference<Tally> tally = new AtomicReference<>();
    AtomicReference<String> reason = new AtomicReference<>("it was given up");
    Sync.Source source = opened.get(copy.resource());
    perform(
        copy.resource(),
        (treatment, step) -> {
          try {
            tally.set(copy.sync().copy(step, source, copy.target()));
          } catch (StepFailed e) {
            reason.set(e.getMessage());
            throw e;
          }
        });
    Tally made = tally.get();
    if (made == null) {
      return Outcome.failed(copy.resource().masked(reason.get()));
    }
    if (!made.skipped().isEmpty()) {
      return Outcome.off(made.skipped());
    }
    boolean well = made.trouble().isEmpty();
    return new Outcome(well ? ActionStatus.OK : ActionStatus.WARN, made.trouble(), made);
  }

  private void giveBack(Resource resource, GivesBack work, boolean wanted) {
    if (wanted) {
      // also after an abort
      steps.perform(Turn.SYNC, resource, (treatment, step) -> work.giveBack(step), NEVER);
    }
  }

  @FunctionalInterface
  private interface GivesBack {
    void giveBack(Step step) throws StepFailed;
  }

  private static boolean hasLeft(Snapshots snapshots) {
    try {
      return snapshots.hasLeft();
    } catch (StepFailed e) {
      // removing them tells it
      return true;
    }
  }

  private void begins(Copy copy) {
    try {
      held.copyBegins(copy.mark().toString());
    } catch (IOException e) {
      LOG.atWarn().addKeyValue("action", trace.id()).setCause(e).log("copy not noted on disk");
    }
  }

  private void told(Copy copy, Begun begun, Outcome outcome) {
    anything |= outcome.status() != ActionStatus.OFF;
    tell(copy, begun.at(), outcome);
    trace.copied(result(copy, begun, clock.instant(), outcome));
    try {
      held.copyTold(copy.mark().toString());
    } catch (IOException e) {
      LOG.atWarn().addKeyValue("action", trace.id()).setCause(e).log("copy told, not noted so");
    }
  }

  /** A failure was told where it happened. */
  private void tell(Copy copy, Instant begin, Outcome outcome) {
    String to = " to " + copy.target().node();
    boolean optional = copy.resource().definition().optional();
    switch (outcome.status()) {
      case OK ->
          trace.line(
              copy.resource().rid(),
              optional,
              LogLevel.INFO,
              "copied" + to + ": " + amount(outcome.tally()),
              begin,
              ActionStatus.OK);
      case WARN ->
          trace.line(
              copy.resource().rid(),
              optional,
              LogLevel.WARN,
              "copied" + to + ", " + amount(outcome.tally()) + ": " + outcome.reason(),
              begin,
              ActionStatus.WARN);
      case OFF ->
          trace.line(
              copy.resource().rid(),
              optional,
              LogLevel.INFO,
              "nothing was sent" + to + ": " + outcome.reason(),
              begin,
              ActionStatus.OFF);
      case ERR ->
          trace.line(
              copy.resource().rid(),
              optional,
              LogLevel.INFO,
              "not copied" + to,
              begin,
              optional ? ActionStatus.WARN : ActionStatus.ERR);
    }
  }

  private static String amount(Tally tally) {
    return tally.files() + " files, " + tally.bytes() + " bytes";
  }

  private SyncResult result(Copy copy, Begun begun, Instant end, Outcome outcome) {
    Tally tally = outcome.tally();
    long millis = Math.max(1, Duration.between(begun.at(), end).toMillis());
    Sync.Source source = opened.get(copy.resource());
    return new SyncResult(
        copy.mark().id(trace.id()),
        subject.id(),
        copy.resource().rid(),
        trace.id(),
        copy.target().node(),
        begun.at(),
        end,
        outcome.status(),
        outcome.reason(),
        tally.files(),
        tally.bytes(),
        tally.bytes() * MILLIS / millis,
        source == null ? "" : source.shown(),
        begun.good(),
        copy.sync().timing().next(end).orElse(null),
        copy.sync().timing().maxDelay().toSeconds(),
        null);
  }
}
