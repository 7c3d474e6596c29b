package io.vigie.streams.pulse;

/**
 * Keeps every timer of a task from firing before the task has read what was there when it took
 * over.
 */
public interface Gate {
  /**
   * Asked once for every pulse the task processes.
   *
   * @param pulseOffset the pulse's offset
   * @return whether timers may fire on this pulse
   */
  boolean open(long pulseOffset);
}
