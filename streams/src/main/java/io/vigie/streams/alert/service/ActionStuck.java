package io.vigie.streams.alert.service;

import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.alert.Rule;
import io.vigie.streams.alert.Finding;
import io.vigie.streams.alert.Watch;
import java.util.function.Consumer;

/** An action began and did not end in its time. */
public final class ActionStuck implements Watch<ServiceSubject> {
  @Override
  public AlertKind kind() {
    return AlertKind.ACTION_STUCK;
  }

  @Override
  public void look(ServiceSubject subject, Rule rule, Consumer<Finding> found) {
    for (Doings.Running action : subject.doings().running()) {
      if (!subject.has(action.node())) {
        continue;
      }
      long patience = action.timeoutSeconds() == 0 ? rule.holdSeconds() : action.timeoutSeconds();
      found.accept(
          Finding.of(kind(), subject, action.node() + '/' + action.id(), rule)
              .in("", Finding.steps(patience, rule.severity(subject.production()), rule))
              .since(action.beganMillis())
              .on(subject.nodeId(action.node()))
              .with("action", action.action())
              .with("action id", action.id())
              .with("timeout", patience));
    }
  }
}
