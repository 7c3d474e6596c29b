package io.vigie.streams.alert.service;

import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.alert.Rule;
import io.vigie.streams.alert.Finding;
import io.vigie.streams.alert.Watch;
import java.util.function.Consumer;

/** The last good copy on a target is older than it may be. */
public final class SyncLate implements Watch<ServiceSubject> {
  @Override
  public AlertKind kind() {
    return AlertKind.SYNC_LATE;
  }

  @Override
  public void look(ServiceSubject subject, Rule rule, Consumer<Finding> found) {
    for (Doings.Copy copy : subject.copies()) {
      if (copy.maxDelaySeconds() > 0) {
        long patience = Math.max(copy.maxDelaySeconds(), rule.holdSeconds());
        found.accept(
            Finding.of(kind(), subject, copy.key(), rule)
                // each good copy begins its age anew
                .in("", Finding.steps(patience, rule.severity(subject.production()), rule))
                .each(Long.toString(copy.goodMillis()))
                .since(copy.goodMillis())
                .on(subject.nodeId(copy.source()))
                .with("target", copy.target())
                .with("rid", copy.rid())
                .with("sync_max_delay", copy.maxDelaySeconds()));
      }
    }
  }
}
