package io.vigie.agent.spool;

import io.vigie.contract.topic.Topic;
import io.vigie.contract.wire.Order;

/**
 * A record in the spool.
 *
 * @param anchor what decides its partition, once the broker has said how many there are
 * @param value the encoded event
 */
public record Entry(Order order, Kind kind, Topic topic, String key, String anchor, byte[] value) {

  /** What a state is the last word of. */
  String subject() {
    return topic.wire() + ' ' + key;
  }
}
