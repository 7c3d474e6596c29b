package io.vigie.streams.flow;

import io.vigie.contract.event.NodeState;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.wire.Order;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * A task's copy of what is remarkable about nodes. A node that is simply alive is not kept: every
 * task hears of every node, and most of a fleet is well.
 */
public final class NodeCopies {
  private final Map<NodeId, NodeMove> moves = new HashMap<>();
  private final KeyValueStore<String, byte[]> store;

  public NodeCopies(KeyValueStore<String, byte[]> store) {
    this.store = store;
    try (KeyValueIterator<String, byte[]> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<String, byte[]> entry = all.next();
        NodeMove move = NodeMoveCodec.decode(entry.value);
        moves.put(move.node(), move);
      }
    }
  }

  /** Null when nothing remarkable is known of it. */
  public NodeMove of(NodeId node) {
    return moves.get(node);
  }

  /**
   * @param carries this task has an instance on that node
   */
  public void take(NodeMove move, boolean carries) {
    if (remarkable(move, carries)) {
      moves.put(move.node(), move);
      store.put(move.node().toString(), NodeMoveCodec.encode(move));
    } else if (moves.remove(move.node()) != null) {
      store.delete(move.node().toString());
    }
  }

  public Collection<NodeMove> all() {
    return moves.values();
  }

  /** Whether people retired it, and it did not come back. */
  public boolean retired(NodeId node) {
    return is(moves.get(node), NodeState.RETIRED);
  }

  public int size() {
    return moves.size();
  }

  private static boolean remarkable(NodeMove move, boolean carries) {
    boolean well =
        switch (move.state()) {
          case KNOWN, ALIVE -> true;
          case LEAVING, SILENT, RETIRED -> false;
        };
    return !well
        || move.skewMillis() != 0
        || !move.takeover().isEmpty()
        || move.frozen()
        || move.maintenance()
        || carries && !move.leaving().equals(Order.NONE);
  }

  public static boolean is(NodeMove move, NodeState state) {
    return move != null && move.state() == state;
  }
}
