package io.vigie.agent.driver;

import java.time.Duration;

/** One resource on this node. Holds no state: what it says is what it finds. */
public interface Driver {

  /** What it is in a few words, for example {@code /dev/loop0 on /srv/web}; costs nothing. */
  String label();

  /** Looks, and changes nothing. What it throws is shown as undef with an error line. */
  Observed status() throws Exception;

  /**
   * As {@link #status}, for who looks all the time: where a look runs a program, what it said may
   * be some seconds old.
   */
  default Observed glance() throws Exception {
    return status();
  }

  /**
   * Is another number once it may have gone up or down, for who asks several times a second: it
   * costs next to nothing and never waits. Always the same where nothing as cheap tells.
   */
  default long sign() {
    return 0;
  }

  /** How long a look may take, beyond what any may, before it counts as one that hangs. */
  default Duration patience() {
    return Duration.ZERO;
  }

  /**
   * Brings it up; called unless it is up already. A resource half up is completed.
   *
   * @throws StepFailed saying what failed
   */
  void start(Step step) throws StepFailed;

  /**
   * Brings it down; called unless it is down already.
   *
   * @throws StepFailed saying what failed
   */
  void stop(Step step) throws StepFailed;
}
