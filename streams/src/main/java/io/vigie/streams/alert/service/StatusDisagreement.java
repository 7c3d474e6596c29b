package io.vigie.streams.alert.service;

import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.alert.Rule;
import io.vigie.contract.availability.Availability;
import io.vigie.contract.event.ServiceHealth;
import io.vigie.streams.alert.Finding;
import io.vigie.streams.alert.Watch;
import java.util.function.Consumer;

/** A cluster says otherwise of its service than its instances add up to. */
public final class StatusDisagreement implements Watch<ServiceSubject> {
  @Override
  public AlertKind kind() {
    return AlertKind.STATUS_DISAGREEMENT;
  }

  @Override
  public void look(ServiceSubject subject, Rule rule, Consumer<Finding> found) {
    Claimed claimed = subject.claimed();
    ServiceHealth health = subject.health();
    if (claimed != null && claimed.differs(health)) {
      found.accept(
          Finding.of(kind(), subject, "", rule)
              .with("claimed", words(claimed.avail(), claimed.overall()))
              .with("computed", words(health.avail(), health.overall()))
              .with("by", claimed.by().node()));
    }
  }

  private static String words(Availability avail, Availability overall) {
    boolean same = overall == avail || overall == Availability.UNDEF;
    return same ? avail.wire() : avail.wire() + ", overall " + overall.wire();
  }
}
