package io.vigie.streams.flow;

import io.vigie.contract.event.NodeState;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.wire.Order;
import io.vigie.streams.codec.BinaryReader;
import io.vigie.streams.codec.BinaryWriter;
import java.time.Instant;

/** Node moves to bytes and back, on the transitions topic and in the service stage's store. */
public final class NodeMoveCodec {
  private static final int VERSION = 1;

  private NodeMoveCodec() {}

  public static byte[] encode(NodeMove move) {
    BinaryWriter out = new BinaryWriter(VERSION);
    out.text(move.node().toString())
        .number(move.n())
        .text(move.state().wire())
        .number(move.since().toEpochMilli())
        .number(move.knownFrom().toEpochMilli())
        .number(move.epoch())
        .number(move.leaving().epoch())
        .number(move.leaving().seq())
        .number(move.skewMillis())
        .text(move.takeover())
        .text(move.env())
        .text(move.site())
        .flag(move.frozen())
        .text(move.cause());
    // the last field, and only when it holds: an earlier program that still runs reads past it
    return (move.maintenance() ? out.flag(true) : out).bytes();
  }

  /**
   * @throws IllegalArgumentException when the bytes are of another version or cut
   */
  public static NodeMove decode(byte[] bytes) {
    BinaryReader in = new BinaryReader("node move", VERSION, bytes);
    return new NodeMove(
        NodeId.parse(in.text()),
        in.number(),
        NodeState.parse(in.text()),
        Instant.ofEpochMilli(in.number()),
        Instant.ofEpochMilli(in.number()),
        in.number(),
        new Order(in.number(), in.number()),
        in.number(),
        in.text(),
        in.text(),
        in.text(),
        in.flag(),
        in.text(),
        in.hasMore() && in.flag());
  }
}
