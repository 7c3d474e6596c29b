package io.vigie.streams;

import io.vigie.contract.event.Event;
import io.vigie.contract.wire.Stamp;
import java.time.Instant;

/** What carries an agent's word to the streams. */
interface Wire {
  /** Append time. */
  Instant now();

  /**
   * @param time when it happened, by the agent's clock
   */
  void put(Event event, Stamp stamp, Instant time);
}
