package io.vigie.streams.pulse;

/**
 * Counts the pulses of one partition: the only time that silence and trust know (semantics.md §3).
 * A burst or a second writer counts once; after a gap everybody has the full allowance again.
 */
public final class PulseClock {
  /** A pulse counts only when appended this long after the last counted one. */
  static final long LEAST_APART_MILLIS = 900;

  /** Longer without a pulse and nobody is blamed for what happened meanwhile. */
  static final long GAP_MILLIS = 5_000;

  private long count;
  private long allowanceFrom;
  private long lastMillis = -1;

  /**
   * @param appendedMillis the pulse's append time
   * @return whether it counts
   */
  public boolean hear(long appendedMillis) {
    long apart = lastMillis < 0 ? LEAST_APART_MILLIS : appendedMillis - lastMillis;
    // a new leader's clock may lie behind the old one's: that is a gap, not an endless burst
    boolean gap = apart > GAP_MILLIS || apart < -GAP_MILLIS;
    if (!gap && apart < LEAST_APART_MILLIS) {
      return false;
    }
    lastMillis = appendedMillis;
    count++;
    if (gap) {
      allowanceFrom = count;
    }
    return true;
  }

  /** Pulses counted since this task took over. */
  public long count() {
    return count;
  }

  /**
   * Counted pulses since a sign of life.
   *
   * @param beat {@link #count()} when it was heard; 0 for one heard before this task took over
   */
  public long age(long beat) {
    return count - Math.max(beat, allowanceFrom);
  }
}
