package io.vigie.streams.alert.node;

import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.alert.Rule;
import io.vigie.streams.alert.Finding;
import io.vigie.streams.alert.Watch;
import java.util.function.Consumer;

/** Two installations speak in turn under one name. */
public final class NodeDuplicate implements Watch<NodeSubject> {
  @Override
  public AlertKind kind() {
    return AlertKind.NODE_DUPLICATE;
  }

  @Override
  public void look(NodeSubject subject, Rule rule, Consumer<Finding> found) {
    if (subject.duplicate()) {
      found.accept(Finding.of(kind(), subject, "", rule).with("install", subject.install()));
    }
  }
}
