package io.vigie.streams.node;

import io.vigie.contract.event.EventType;
import io.vigie.contract.event.Maintenance;
import io.vigie.contract.event.NodeState;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.wire.Order;
import io.vigie.streams.codec.BinaryReader;
import io.vigie.streams.codec.BinaryWriter;
import java.time.Instant;

/** Nodes to bytes and back, in the node stage's store. */
final class NodeCodec {
  /** Version 1 knew not what the node carried, 2 no checks, 3 only what is told, 4 no peers. */
  private static final int VERSION = 5;

  private static final long NEVER = -1;

  private NodeCodec() {}

  static byte[] encode(Watched watched) {
    Node node = watched.node;
    BinaryWriter out = new BinaryWriter(VERSION).number(node.n());
    Spell spell = node.spell();
    out.text(spell.state().wire())
        .number(spell.graceSeconds())
        .number(spell.since().toEpochMilli())
        .number(spell.knownFrom().toEpochMilli());
    Traits traits = node.traits();
    out.flag(traits.frozen())
        .text(traits.env())
        .text(traits.site())
        .text(traits.bootId())
        .text(traits.agentVersion());
    Orders orders = node.orders();
    out.text(orders.install()).flag(orders.takenOver());
    order(out, orders.heartbeat());
    order(out, orders.inventory());
    order(out, orders.facts());
    order(out, orders.leaving());
    out.number(node.lastSeen() == null ? NEVER : node.lastSeen().toEpochMilli())
        .number(node.skewMillis())
        .number(node.intervalSeconds())
        .flag(node.carried().production())
        .texts(node.carried().apps());
    order(out, orders.checks());
    watched.write(out);
    order(out, orders.peers());
    if (node.inMaintenance()) {
      Maintenance maintenance = traits.maintenance();
      out.number(maintenance.until().toEpochMilli())
          .text(maintenance.comment())
          .text(maintenance.by());
    }
    return out.bytes();
  }

  static Watched decode(String id, byte[] bytes) {
    BinaryReader in = new BinaryReader("node", VERSION, bytes);
    long n = in.number();
    Spell spell =
        new Spell(NodeState.parse(in.text()), in.count(), moment(in.number()), moment(in.number()));
    Traits traits = new Traits(in.flag(), in.text(), in.text(), in.text(), in.text(), null);
    Orders orders =
        new Orders(
            in.text(),
            in.flag(),
            order(in),
            order(in),
            order(in),
            order(in),
            Order.NONE,
            Order.NONE);
    Node node =
        new Node(
            NodeId.parse(id),
            n,
            spell,
            traits,
            orders,
            moment(in.number()),
            in.number(),
            in.count(),
            in.version() >= 2 ? new Carried(in.flag(), in.texts()) : Carried.NONE);
    Watched watched =
        new Watched(in.version() >= 3 ? node.saidAt(EventType.CHECK_VALUES, order(in)) : node);
    if (in.version() >= 4) {
      watched.read(in);
    }
    if (in.version() >= 5) {
      watched.node = watched.node.saidAt(EventType.NODE_PEERS, order(in));
    }
    // the last field, where somebody works on it
    if (in.hasMore()) {
      Maintenance now = new Maintenance(moment(in.number()), in.text(), in.text());
      watched.node = watched.node.in(now);
    }
    return watched;
  }

  private static void order(BinaryWriter out, Order order) {
    out.number(order.epoch()).number(order.seq());
  }

  private static Order order(BinaryReader in) {
    return new Order(in.number(), in.number());
  }

  private static Instant moment(long millis) {
    return millis == NEVER ? null : Instant.ofEpochMilli(millis);
  }
}
