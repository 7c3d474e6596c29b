package io.vigie.streams.alert.service;

import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.alert.Rule;
import io.vigie.streams.alert.Finding;
import io.vigie.streams.alert.Watch;
import java.util.function.Consumer;

/** An action ended with an error, and neither ended well since nor was acknowledged. */
public final class ActionFailed implements Watch<ServiceSubject> {
  @Override
  public AlertKind kind() {
    return AlertKind.ACTION_FAILED;
  }

  @Override
  public void look(ServiceSubject subject, Rule rule, Consumer<Finding> found) {
    for (Doings.Last last : subject.doings().failed()) {
      if (subject.has(last.node()) && !last.copies()) {
        found.accept(
            Finding.of(kind(), subject, last.key(), rule)
                .each(last.id())
                .since(last.appendedMillis())
                .on(subject.nodeId(last.node()))
                .with("action", last.action())
                .with("action id", last.id())
                .with("by", last.by()));
      }
    }
  }
}
