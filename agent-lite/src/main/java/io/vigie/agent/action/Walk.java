package io.vigie.agent.action;

import io.vigie.contract.availability.Availability;
import io.vigie.contract.event.LogLevel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** One action going through its course, and back when a start fails. */
final class Walk {
  /** As many as that of a parallel subset. */
  static final int MOST_AT_ONCE = 8;

  private static final BooleanSupplier NEVER = () -> false;

  private final StepWork steps;
  private final ExecutorService workers;
  private final Trace trace;
  private final boolean rollback;
  private final Supplier<String> aborted;

  /** What this action found down and began to start, in that order. */
  private final List<Resource> started = Collections.synchronizedList(new ArrayList<>());

  /** What it began to start though nobody can say that it was down: it may have served. */
  private final List<Resource> unsure = Collections.synchronizedList(new ArrayList<>());

  /** Of a parallel subset, what had not had its turn when another failed. */
  private final Set<Resource> spared = ConcurrentHashMap.newKeySet();

  /**
   * @param rollback stop what was started when it fails
   * @param aborted who wants it to end now; empty for nobody
   */
  Walk(
      StepWork steps,
      ExecutorService workers,
      Trace trace,
      boolean rollback,
      Supplier<String> aborted) {
    this.steps = steps;
    this.workers = workers;
    this.trace = trace;
    this.rollback = rollback;
    this.aborted = aborted;
  }

  /**
   * @return the turn it did not come through; null when it came to its end
   */
  Turn through(List<Stage> stages) {
    for (int i = 0; i < stages.size(); i++) {
      Stage stage = stages.get(i);
      boolean begun = aborted.get().isEmpty();
      boolean well = begun && perform(stage);
      // also when the step that an abort met was an optional one
      String by = aborted.get();
      if (!well || !by.isEmpty()) {
        tellEnd(stage, stages.subList(begun ? i + 1 : i, stages.size()), by);
        rollBack();
        return stage.turn();
      }
    }
    return null;
  }

  private boolean perform(Stage stage) {
    if (stage.resources().size() == 1) {
      return perform(stage.turn(), stage.resources().get(0));
    }
    Semaphore room = new Semaphore(MOST_AT_ONCE);
    AtomicBoolean failed = new AtomicBoolean();
    List<Future<Boolean>> all = new ArrayList<>();
    for (Resource each : stage.resources()) {
      all.add(
          workers.submit(
              () -> {
                room.acquire();
                try {
                  return performUnless(failed, stage.turn(), each);
                } finally {
                  room.release();
                }
              }));
    }
    boolean well = true;
    for (Future<Boolean> each : all) {
      well &= heardOut(each);
    }
    return well;
  }

  /** All conflicts are told; anything else goes no further than the first failure. */
  private boolean performUnless(AtomicBoolean failed, Turn turn, Resource resource) {
    if (failed.get() && turn != Turn.TEST || !aborted.get().isEmpty()) {
      spared.add(resource);
      return false;
    }
    boolean well = perform(turn, resource);
    if (!well) {
      failed.set(true);
    }
    return well;
  }

  private static boolean heardOut(Future<Boolean> work) {
    try {
      return work.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private boolean perform(Turn turn, Resource resource) {
    StepWork.Outcome outcome = steps.perform(turn, resource, () -> !aborted.get().isEmpty());
    if (turn == Turn.START && outcome.before() != null) {
      (outcome.before() == Availability.DOWN ? started : unsure).add(resource);
    }
    return outcome.ok();
  }

  private void tellEnd(Stage last, List<Stage> rest, String by) {
    if (!by.isEmpty()) {
      trace.line(LogLevel.ERROR, "aborted by " + by);
    }
    if (last.turn() == Turn.TEST) {
      trace.line(LogLevel.INFO, "nothing was changed");
      return;
    }
    List<Resource> unreached =
        Stream.concat(Stream.of(last), rest.stream())
            .flatMap(each -> each.resources().stream())
            .distinct()
            .filter(each -> each.rid() != null)
            .filter(each -> spared.contains(each) || !last.resources().contains(each))
            .toList();
    if (!unreached.isEmpty()) {
      trace.line(LogLevel.INFO, "not reached: " + Rules.rids(unreached));
    }
  }

  private void rollBack() {
    if (!unsure.isEmpty()) {
      String text = "not rolled back, not seen down before the start: ";
      trace.line(LogLevel.INFO, text + Rules.rids(unsure));
    }
    List<Resource> back = new ArrayList<>(started);
    back.removeIf(each -> each.definition().standby());
    if (back.isEmpty()) {
      return;
    }
    Collections.reverse(back);
    if (!rollback) {
      trace.line(LogLevel.INFO, "not rolled back, as asked: " + Rules.rids(back));
      return;
    }
    trace.line(LogLevel.INFO, "rolling back: " + Rules.rids(back));
    StepWork undo = steps.forced();
    back.forEach(each -> undo.perform(Turn.STOP, each, NEVER));
  }
}
