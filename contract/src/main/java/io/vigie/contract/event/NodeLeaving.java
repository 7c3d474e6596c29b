package io.vigie.contract.event;

import io.vigie.contract.id.NodeId;

/**
 * The agent stops cleanly and expects to be back.
 *
 * @param graceSeconds how long the node's instances keep their trust: 300 for a stop, 900 for a
 *     reboot
 * @param reason {@code stop}, {@code reboot} or {@code upgrade}
 */
public record NodeLeaving(NodeId node, int graceSeconds, String reason) implements Event {
  public NodeLeaving {
    Require.present("node", node);
    Require.between("graceSeconds", 0, Require.DAY, graceSeconds);
    reason = Require.text(reason);
  }

  @Override
  public EventType type() {
    return EventType.NODE_LEAVING;
  }

  @Override
  public String key() {
    return node + "/leaving";
  }

  @Override
  public String anchor() {
    return node.toString();
  }

  @Override
  public NodeId speaker() {
    return node;
  }
}
