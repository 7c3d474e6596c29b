package io.vigie.streams.alert.service;

import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.alert.Rule;
import io.vigie.streams.alert.Finding;
import io.vigie.streams.alert.Watch;
import java.util.function.Consumer;

/** The last copy to a target failed. */
public final class SyncFailed implements Watch<ServiceSubject> {
  @Override
  public AlertKind kind() {
    return AlertKind.SYNC_FAILED;
  }

  @Override
  public void look(ServiceSubject subject, Rule rule, Consumer<Finding> found) {
    for (Doings.Copy copy : subject.doings().copies()) {
      if (copy.failed() && subject.has(copy.source())) {
        found.accept(
            Finding.of(kind(), subject, copy.key(), rule)
                .since(copy.appendedMillis())
                .on(subject.nodeId(copy.source()))
                .with("target", copy.target())
                .with("rid", copy.rid()));
      }
    }
  }
}
