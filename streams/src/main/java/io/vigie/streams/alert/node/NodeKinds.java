package io.vigie.streams.alert.node;

import io.vigie.streams.alert.Watch;
import java.util.List;

/** What can be wrong with a node. */
public final class NodeKinds {
  private NodeKinds() {}

  public static List<List<Watch<NodeSubject>>> all() {
    return List.of(
        List.of(new NodeSilent()),
        List.of(new NodeFrozen()),
        List.of(new NodeDuplicate()),
        List.of(new ClockSkew()),
        List.of(new HeartbeatLost()),
        List.of(new CheckOutOfBounds()),
        List.of(new CheckStale()));
  }
}
