package io.vigie.streams.alert.service;

import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.alert.Rule;
import io.vigie.streams.alert.Finding;
import io.vigie.streams.alert.Watch;
import java.util.function.Consumer;

/** Up, though the node it should run on is there. */
public final class ServiceMisplaced implements Watch<ServiceSubject> {
  @Override
  public AlertKind kind() {
    return AlertKind.SERVICE_MISPLACED;
  }

  @Override
  public void look(ServiceSubject subject, Rule rule, Consumer<Finding> found) {
    Member preferred = subject.preferred();
    if (subject.health().misplaced() && preferred != null && !preferred.held()) {
      found.accept(
          Finding.of(kind(), subject, "", rule)
              .with("up", subject.health().upNodes())
              .with("preferred", preferred.node()));
    }
  }
}
