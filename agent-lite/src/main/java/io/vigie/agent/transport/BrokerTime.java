package io.vigie.agent.transport;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * What time it is at the broker, whatever this node's clock says: an acknowledgement tells when the
 * broker appended a record, and from there on time is counted. A count that stood still, as that of
 * a machine that was suspended, and a clock that was set back each make it seem earlier than it is:
 * the later of both counts, for what is to be refused because it is too old.
 */
public final class BrokerTime {
  private final Clock clock;
  private final LongSupplier nanos;
  private boolean known;
  private long appended;
  private long atMillis;
  private long atNanos;

  public BrokerTime() {
    this(Clock.systemUTC(), System::nanoTime);
  }

  BrokerTime(Clock clock, LongSupplier nanos) {
    this.clock = clock;
    this.nanos = nanos;
  }

  /**
   * @param millis append time of a record that was acknowledged just now; negative when not told
   */
  synchronized void appendedNow(long millis) {
    if (millis >= 0) {
      known = true;
      appended = millis;
      atMillis = clock.millis();
      atNanos = nanos.getAsLong();
    }
  }

  /** Empty before the first acknowledgement. */
  public synchronized Optional<Instant> now() {
    if (!known) {
      return Optional.empty();
    }
    long counted = (nanos.getAsLong() - atNanos) / 1_000_000;
    long told = clock.millis() - atMillis;
    return Optional.of(Instant.ofEpochMilli(appended + Math.max(counted, told)));
  }
}
