package io.vigie.streams.alert.node;

import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.alert.Rule;
import io.vigie.contract.event.NodeState;
import io.vigie.contract.id.AlertId;
import io.vigie.contract.id.NodeId;
import io.vigie.streams.alert.Finding;
import io.vigie.streams.alert.Watch;
import java.util.function.Consumer;

/** No sign of life of its agent. */
public final class NodeSilent implements Watch<NodeSubject> {
  static AlertId of(NodeId node) {
    return AlertId.of(AlertKind.NODE_SILENT, node, "");
  }

  @Override
  public AlertKind kind() {
    return AlertKind.NODE_SILENT;
  }

  @Override
  public void look(NodeSubject subject, Rule rule, Consumer<Finding> found) {
    if (subject.state() == NodeState.SILENT) {
      found.accept(
          Finding.of(kind(), subject, "", rule)
              .since(subject.knownFromMillis())
              .under(subject.root())
              .with("last seen", subject.lastSeen()));
    }
  }
}
