package io.vigie.streams.alert.service;

import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.alert.Rule;
import io.vigie.streams.alert.Finding;
import io.vigie.streams.alert.Watch;
import java.util.function.Consumer;

/** An instance that nobody orchestrates for long. */
public final class ServiceFrozen implements Watch<ServiceSubject> {
  @Override
  public AlertKind kind() {
    return AlertKind.SERVICE_FROZEN;
  }

  @Override
  public void look(ServiceSubject subject, Rule rule, Consumer<Finding> found) {
    for (Member member : subject.members()) {
      if (member.frozen()) {
        found.accept(
            Finding.of(kind(), subject, member.node(), rule)
                .since(member.knownFromMillis())
                .on(subject.nodeId(member.node())));
      }
    }
  }
}
