package io.vigie.agent.driver.sync;

import io.vigie.agent.driver.Driver;
import io.vigie.agent.driver.Step;
import io.vigie.agent.driver.StepFailed;
import java.time.Instant;
import java.util.List;

/** Data of a service that is copied to other nodes now and then. */
public interface Sync extends Driver {

  /** All but this node. */
  List<Target> targets();

  Timing timing();

  Stamps stamps();

  /** Where the snapshots of an action are noted. */
  Snapshots snapshots(String action);

  /**
   * Makes ready what is copied, of one moment where a snapshot is asked for. Of an action all are
   * opened before the first is copied.
   */
  Source open(Step step, Snapshots snapshots) throws StepFailed;

  /**
   * Copies it to one node, and notes that on both.
   *
   * @throws StepFailed when the node does not have a whole copy of that moment
   */
  Tally copy(Step step, Source source, Target target) throws StepFailed;

  @Override
  default void start(Step step) {
    step.info("a copy is made, not started");
  }

  @Override
  default void stop(Step step) {
    step.info("a copy is made, not stopped");
  }

  /**
   * What is copied, and of which moment it is.
   *
   * @param snapshots those it is read from; empty when it is read as it is
   */
  record Source(Instant moment, List<Snapshot> snapshots) {
    public Source {
      snapshots = List.copyOf(snapshots);
    }

    /** In a few words; empty without one. */
    public String shown() {
      return snapshots.isEmpty()
          ? ""
          : String.join(", ", snapshots.stream().map(Snapshot::shown).toList());
    }
  }
}
