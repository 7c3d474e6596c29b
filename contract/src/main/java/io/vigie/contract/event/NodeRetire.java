package io.vigie.contract.event;

import io.vigie.contract.id.NodeId;

/**
 * A person retires a node: what it said up to this epoch counts no more, a newer epoch brings it
 * back.
 *
 * @param epoch the node's epoch as it was known then; 0 when it was not known: of a node that is
 *     not alive the last one it spoke in
 * @param by who did it
 */
public record NodeRetire(NodeId node, long epoch, String by) implements Event {
  public NodeRetire {
    Require.present("node", node);
    Require.epoch("epoch", epoch);
    by = Require.text(by);
  }

  @Override
  public EventType type() {
    return EventType.NODE_RETIRE;
  }

  @Override
  public String key() {
    return node.toString();
  }

  @Override
  public String anchor() {
    return node.toString();
  }
}
