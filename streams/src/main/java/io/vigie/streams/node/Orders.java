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
    Order checks) {
  static final Orders NONE =
      new Orders("", false, Order.NONE, Order.NONE, Order.NONE, Order.NONE, Order.NONE);

  Verdict judge(EventType kind, Stamp stamp, boolean vacant) {
    return Verdict.of(stamp, of(kind), install, vacant);
  }

  /** After a record was accepted: a new installation starts every kind anew. */
  Orders accept(EventType kind, Stamp stamp, Verdict verdict) {
    String speaks = stamp.install().isEmpty() ? install : stamp.install();
    return switch (verdict) {
      case TAKEOVER ->
          new Orders(speaks, true, Order.NONE, Order.NONE, Order.NONE, Order.NONE, Order.NONE)
              .with(kind, stamp.order());
      case NEWER ->
          new Orders(
                  speaks,
                  takenOver && speaks.equals(install),
                  heartbeat,
                  inventory,
                  facts,
                  leaving,
                  checks)
              .with(kind, stamp.order());
      case DUPLICATE, LATE -> this;
    };
  }

  /** The newest epoch it spoke in; 0 when it never did. */
  long epoch() {
    return Stream.of(heartbeat, inventory, facts, leaving, checks)
        .mapToLong(Order::epoch)
        .max()
        .orElse(0);
  }

  /** Nothing of these epochs counts any more. */
  Orders closed(long epoch) {
    Order last = new Order(epoch, Long.MAX_VALUE);
    return new Orders(install, takenOver, last, last, last, last, last);
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
      default -> throw new IllegalArgumentException(kind + " says nothing about a node");
    };
  }

  Orders with(EventType kind, Order order) {
    return switch (kind) {
      case NODE_HEARTBEAT ->
          new Orders(install, takenOver, order, inventory, facts, leaving, checks);
      case NODE_INVENTORY ->
          new Orders(install, takenOver, heartbeat, order, facts, leaving, checks);
      case NODE_FACTS ->
          new Orders(install, takenOver, heartbeat, inventory, order, leaving, checks);
      case NODE_LEAVING ->
          new Orders(install, takenOver, heartbeat, inventory, facts, order, checks);
      case CHECK_VALUES ->
          new Orders(install, takenOver, heartbeat, inventory, facts, leaving, order);
      default -> throw new IllegalArgumentException(kind + " says nothing about a node");
    };
  }
}
