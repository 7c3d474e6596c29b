package io.vigie.streams.alert.node;

import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.alert.Rule;
import io.vigie.streams.alert.Finding;
import io.vigie.streams.alert.Watch;
import java.util.function.Consumer;

/** Nobody orchestrates it for long. */
public final class NodeFrozen implements Watch<NodeSubject> {
  @Override
  public AlertKind kind() {
    return AlertKind.NODE_FROZEN;
  }

  @Override
  public void look(NodeSubject subject, Rule rule, Consumer<Finding> found) {
    if (subject.frozen()) {
      found.accept(Finding.of(kind(), subject, "", rule));
    }
  }
}
