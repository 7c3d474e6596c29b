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
    for (Doings.Copy copy : subject.copies()) {
      if (copy.failed()) {
        found.accept(
            Finding.of(kind(), subject, copy.key(), rule)
                .since(copy.appendedMillis())
                .on(subject.nodeId(copy.source()))
                .with("target", copy.target())
                .with("rid", copy.rid()));
      }
    }
    for (Doings.Last last : subject.doings().failed()) {
      // an agent that tells each copy tells more than that the whole failed
      if (last.copies() && subject.has(last.node()) && !subject.doings().tellsCopies(last.node())) {
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
