package io.vigie.contract.wire;

import io.vigie.contract.event.Event;
import java.time.Instant;

/**
 * A CloudEvents 1.0 event in structured mode.
 *
 * @param id unique for ever within its source
 * @param source {@code cluster/node} of the agent, or the collector's part that wrote it
 * @param time when it happened, by the source's clock
 */
public record Envelope<E extends Event>(String id, String source, Instant time, E data) {
  public Envelope {
    bounded("id", id, 200);
    bounded("source", source, 600);
    if (time == null || data == null) {
      throw new IllegalArgumentException((time == null ? "time" : "data") + " is missing");
    }
  }

  private static void bounded(String field, String value, int most) {
    if (value == null || value.isEmpty() || value.length() > most) {
      throw new IllegalArgumentException(field + " must have 1 to " + most + " characters");
    }
  }
}
