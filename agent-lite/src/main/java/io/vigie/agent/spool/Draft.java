package io.vigie.agent.spool;

import io.vigie.contract.event.Event;
import io.vigie.contract.topic.Topic;
import io.vigie.contract.wire.Envelope;
import io.vigie.contract.wire.EventCodec;
import io.vigie.contract.wire.Order;
import java.time.Instant;

/**
 * An event on its way into the spool. It has no place in the order yet: the spool hands that out
 * under its lock, and it becomes the envelope's id.
 *
 * @param source {@code cluster/node} that speaks
 * @param time when it happened, by this node's clock
 */
public record Draft(String source, Instant time, Event event) {

  Entry at(Order order) {
    byte[] value = EventCodec.encode(new Envelope<>(order.toString(), source, time, event));
    return new Entry(order, kind(), topic(), event.key(), event.anchor(), value);
  }

  Kind kind() {
    return Kind.of(event);
  }

  Topic topic() {
    return event.goesTo();
  }
}
