package io.vigie.notify.post;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.vigie.notify.Outcome;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** What the sender counts. */
final class NotifyMetrics {
  private final MeterRegistry registry;
  private final String by;
  private final AtomicLong leads;
  private final AtomicLong waiting;
  private final AtomicLong oldest;

  /**
   * @param by what: mail or channels
   */
  NotifyMetrics(MeterRegistry registry, String by) {
    this.registry = registry;
    this.by = by;
    leads = registry.gauge("vigie.notify.leads", Tags.of("by", by), new AtomicLong());
    waiting = registry.gauge("vigie.notify.waiting", Tags.of("by", by), new AtomicLong());
    oldest = registry.gauge("vigie.notify.oldest.seconds", Tags.of("by", by), new AtomicLong());
    for (String state : new String[] {"accepted", "refused", "failed", "late"}) {
      count(state, 0);
    }
    unreadable(0);
    registry.counter("vigie.notify.outages", "by", by).increment(0);
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
    registry.counter("vigie.notify.deliveries", "by", by, "state", state).increment(more);
  }

  void unreadable() {
    unreadable(1);
  }

  private void unreadable(int more) {
    registry.counter("vigie.notify.unreadable", "by", by).increment(more);
  }

  void outage() {
    registry.counter("vigie.notify.outages", "by", by).increment();
  }

  /**
   * @param ledger null while another process sends
   */
  void shows(Ledger ledger, Instant now) {
    leads.set(ledger == null ? 0 : 1);
    waiting.set(ledger == null ? 0 : ledger.waiting());
    oldest.set(ledger == null ? 0 : Math.max(0, ledger.oldest(now).toSeconds()));
  }
}
