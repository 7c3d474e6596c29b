package io.vigie.agent;

import java.time.Duration;

/** Something that is due at once, then every period. A late tick does not make it hurry after. */
final class Due {
  private final long periodNanos;
  private boolean once;
  private long next;

  Due(Duration period) {
    periodNanos = period.toNanos();
  }

  boolean at(long now) {
    if (once && now - next < 0) {
      return false;
    }
    next = once && now - next < periodNanos ? next + periodNanos : now + periodNanos;
    once = true;
    return true;
  }
}
