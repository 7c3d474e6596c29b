package io.vigie.api.live;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far behind the fleet is what a browser shows: changes come from streams, lists from the
 * tables, and the one that is further behind counts.
 */
@Singleton
final class Lag {
  private static final Logger LOG = LoggerFactory.getLogger(Lag.class);

  private final Pulses pulses;
  private final RecordedPulses recorded;
  private final long began = System.currentTimeMillis();

  /** Append time of the oldest partition's newest recorded pulse; 0 while none was ever seen. */
  private volatile long oldest;

  Lag(Pulses pulses, RecordedPulses recorded) {
    this.pulses = pulses;
    this.recorded = recorded;
  }

  /** Asks the database; while it is away what it said last goes on ageing. */
  void look() {
    try {
      recorded.read().values().stream()
          .mapToLong(mark -> mark)
          .min()
          .ifPresent(mark -> oldest = mark);
    } catch (SQLException | RuntimeException e) {
      LOG.atDebug().setCause(e).log("recorded pulses cannot be read now; readiness tells it");
    }
  }

  /** Before the first pulse, since when this process waits. */
  long millis() {
    long now = System.currentTimeMillis();
    long streams = pulses.lagMillis(now).orElse(Math.max(0, now - began));
    return oldest == 0 ? streams : Math.max(streams, now - oldest);
  }
}
