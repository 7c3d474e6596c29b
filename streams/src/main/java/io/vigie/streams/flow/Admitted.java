package io.vigie.streams.flow;

import io.vigie.contract.event.Event;
import io.vigie.contract.wire.Envelope;
import io.vigie.contract.wire.Stamp;
import java.time.Instant;

/**
 * A record of an agent topic that passed the door.
 *
 * @param stamp null for a pulse
 * @param appendedMillis append time, epoch milliseconds
 */
public record Admitted(Envelope<?> envelope, Stamp stamp, Position position, long appendedMillis)
    implements Inflow {
  /** A clock wrong by less is not corrected, and not called wrong. */
  private static final long SKEW_SHOWN_MILLIS = 30_000;

  public Event event() {
    return envelope.data();
  }

  /**
   * The moment of this record: its own time, put right when its node's clock is wrong by more than
   * 30 s. A record that claims to be sent after it was appended proves a clock ahead by itself.
   *
   * @param skewMillis the node's clock error as known so far, append − sent
   */
  public Moment moment(long skewMillis) {
    long ahead = stamp.sent().toEpochMilli() - appendedMillis;
    long error = notable(skewMillis) != 0 ? skewMillis : notable(-Math.max(0, ahead));
    long latest = appendedMillis + SKEW_SHOWN_MILLIS;
    long event = Math.min(envelope.time().toEpochMilli() + error, latest);
    Instant appended = Instant.ofEpochMilli(appendedMillis);
    return new Moment(Instant.ofEpochMilli(Math.max(0, event)), appended, position.toString());
  }

  /** A moment that is the collector's own: a pulse decided. */
  public Moment appendMoment() {
    Instant appended = Instant.ofEpochMilli(appendedMillis);
    return new Moment(appended, appended, position.toString());
  }

  /** The clock error when it counts, else 0. */
  public static long notable(long skewMillis) {
    return Math.abs(skewMillis) > SKEW_SHOWN_MILLIS ? skewMillis : 0;
  }
}
