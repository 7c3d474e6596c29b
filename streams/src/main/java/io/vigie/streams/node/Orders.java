package io.vigie.streams.node;

import io.vigie.contract.event.EventType;
import io.vigie.contract.wire.Order;
import io.vigie.contract.wire.Stamp;
import io.vigie.streams.flow.Verdict;
import java.util.stream.Stream;

/**
 * How far a node's own order was followed, kind by kind: heartbeats, checks and the rest come on
 * topics of their own, so one may be read long before the other.
 *
 * @param install the installation that speaks
 * @param takenOver that installation was accepted with a lower epoch than the one before
 */
record Orders(
    String install,
    boolean takenOver,
    Order heartbeat,
    Order inventory,
    Order facts,
    Order leaving,
    Order checks,
    Order peers) {
  static final Orders NONE =
      new Orders("", false, Order.NONE, Order.NONE, Order.NONE, Order.NONE, Order.NONE, Order.NONE);

  Verdict judge(EventType kind, Stamp stamp, boolean vacant) {
    return Verdict.of(stamp, of(kind), install, vacant);
  }

  /** After a record was accepted: a new installation starts every kind anew. */
  Orders accept(EventType kind, Stamp stamp, Verdict verdict) {
    String speaks = stamp.install().isEmpty() ? install : stamp.install();
    return switch (verdict) {
      case TAKEOVER -> NONE.of(speaks, true).with(kind, stamp.order());
      case NEWER -> of(speaks, takenOver && speaks.equals(install)).with(kind, stamp.order());
      case DUPLICATE, LATE -> this;
    };
  }

  /** The newest epoch it spoke in; 0 when it never did. */
  long epoch() {
    return Stream.of(heartbeat, inventory, facts, leaving, checks, peers)
        .mapToLong(Order::epoch)
        .max()
        .orElse(0);
  }

  /** Nothing of these epochs counts any more. */
  Orders closed(long epoch) {
    Order last = new Order(epoch, Long.MAX_VALUE);
    return new Orders(install, takenOver, last, last, last, last, last, last);
  }

  /** The agent said goodbye and was not heard since. */
  boolean left() {
    return leaving.after(heartbeat);
  }

  private Order of(EventType kind) {
    return switch (kind) {
      case NODE_HEARTBEAT -> heartbeat;
      case NODE_INVENTORY -> inventory;
      case NODE_FACTS -> facts;
      case NODE_LEAVING -> leaving;
      case CHECK_VALUES -> checks;
      case NODE_PEERS -> peers;
      default -> throw new IllegalArgumentException(kind + " says nothing about a node");
    };
  }

  Orders with(EventType kind, Order order) {
    return switch (kind) {
      case NODE_HEARTBEAT ->
          new Orders(install, takenOver, order, inventory, facts, leaving, checks, peers);
      case NODE_INVENTORY ->
          new Orders(install, takenOver, heartbeat, order, facts, leaving, checks, peers);
      case NODE_FACTS ->
          new Orders(install, takenOver, heartbeat, inventory, order, leaving, checks, peers);
      case NODE_LEAVING ->
          new Orders(install, takenOver, heartbeat, inventory, facts, order, checks, peers);
      case CHECK_VALUES ->
          new Orders(install, takenOver, heartbeat, inventory, facts, leaving, order, peers);
      case NODE_PEERS ->
          new Orders(install, takenOver, heartbeat, inventory, facts, leaving, checks, order);
      default -> throw new IllegalArgumentException(kind + " says nothing about a node");
    };
  }

  /** The same, of another installation. */
  private Orders of(String speaks, boolean lower) {
    return new Orders(speaks, lower, heartbeat, inventory, facts, leaving, checks, peers);
  }
}
