package io.vigie.ingest.recorder;

import io.vigie.contract.event.ActionAcknowledge;
import java.time.Instant;

/**
 * Who knows of a failed action, as was said last.
 *
 * @param withdrawn nobody any more
 */
record ActionAck(
    String action, String by, Instant at, String comment, boolean withdrawn, int part, long pos) {

  static ActionAck of(ActionAcknowledge e, Item.Heard heard) {
    return new ActionAck(
        e.action(),
        e.by(),
        heard.time(),
        e.comment(),
        e.withdrawn(),
        heard.record().partition(),
        heard.record().offset());
  }
}
