package io.vigie.ingest.recorder;

import io.vigie.contract.event.ActionAcknowledge;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.id.ServiceId;
import java.time.Instant;

/**
 * Who knows of a failed action, as was said last.
 *
 * @param node on which it was said; null at the console
 * @param withdrawn nobody any more
 * @param pos of its record: among commands, or among the actions of its node
 */
record ActionAck(
    String action,
    ServiceId service,
    NodeId node,
    String by,
    Instant at,
    String comment,
    boolean withdrawn,
    int part,
    long pos) {

  static ActionAck of(ActionAcknowledge e, Item.Heard heard) {
    return new ActionAck(
        e.action(),
        e.service(),
        e.node(),
        e.withdrawn() ? "" : e.by(),
        heard.time(),
        e.withdrawn() ? "" : e.comment(),
        e.withdrawn(),
        heard.record().partition(),
        heard.record().offset());
  }
}
