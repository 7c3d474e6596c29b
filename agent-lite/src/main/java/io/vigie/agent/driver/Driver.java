package io.vigie.agent.driver;

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
