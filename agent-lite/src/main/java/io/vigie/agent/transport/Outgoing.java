package io.vigie.agent.transport;

import io.vigie.contract.topic.Topic;
import io.vigie.contract.wire.Stamp;

/**
 * A record on its way to the broker.
 *
 * @param anchor decides the partition
 * @param mac the node's signature, hexadecimal; empty when the node has no key
 */
public record Outgoing(
    Topic topic, String key, String anchor, Stamp stamp, String mac, byte[] value) {}
