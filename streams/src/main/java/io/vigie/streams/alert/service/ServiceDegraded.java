package io.vigie.streams.alert.service;

import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.alert.Rule;
import io.vigie.contract.availability.Availability;
import io.vigie.contract.event.ServiceHealth;
import io.vigie.streams.alert.Finding;
import io.vigie.streams.alert.Watch;
import java.util.function.Consumer;

/** It serves, and something about it is not as it should be. */
public final class ServiceDegraded implements Watch<ServiceSubject> {
  @Override
  public AlertKind kind() {
    return AlertKind.SERVICE_DEGRADED;
  }

  @Override
  public void look(ServiceSubject subject, Rule rule, Consumer<Finding> found) {
    ServiceHealth health = subject.health();
    boolean well = health.overall() == Availability.UP || health.overall() == Availability.NA;
    if (health.avail() == Availability.UP && !well) {
      found.accept(
          Finding.of(kind(), subject, "", rule)
              .since(subject.knownFromMillis())
              .under(subject.trustedAreWell() ? subject.silent(subject.untrusted()) : null)
              .decidedOn(subject.nodesOf(member -> !member.trusted() || member.ails()))
              .with("overall", health.overall().wire()));
    }
  }
}
