package io.vigie.notify.tracker;

import io.micrometer.core.instrument.MeterRegistry;
import io.vigie.notify.Outcome;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** What is counted of trackers. */
final class TrackerMetrics {
  private final MeterRegistry registry;
  private final AtomicLong waiting;
  private final AtomicLong oldest;

  TrackerMetrics(MeterRegistry registry) {
    this.registry = registry;
    waiting = registry.gauge("vigie.notify.tracker.waiting", new AtomicLong());
    oldest = registry.gauge("vigie.notify.tracker.oldest.seconds", new AtomicLong());
    for (String state : new String[] {"accepted", "refused", "failed", "late"}) {
      count(state, 0);
    }
    registry.counter("vigie.notify.tracker.unreadable").increment(0);
  }

  void became(Outcome outcome) {
    if (outcome instanceof Outcome.Accepted) {
      count("accepted", 1);
    } else if (outcome instanceof Outcome.Refused) {
      count("refused", 1);
    } else if (outcome instanceof Outcome.Failed || outcome instanceof Outcome.Away) {
      count("failed", 1);
    } else {
      count("late", 1);
    }
  }

  private void count(String state, int more) {
    registry.counter("vigie.notify.tracker.steps", "state", state).increment(more);
  }

  void unreadable() {
    registry.counter("vigie.notify.tracker.unreadable").increment();
  }

  /**
   * @param backlog null while this process tells none
   */
  void shows(Backlog backlog, Instant now) {
    waiting.set(backlog == null ? 0 : backlog.waiting());
    oldest.set(backlog == null ? 0 : Math.max(0, backlog.oldest(now).toSeconds()));
  }
}
