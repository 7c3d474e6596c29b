package io.vigie.streams.alert.custom;

import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.alert.Rule;
import io.vigie.contract.event.CustomAlert;
import io.vigie.streams.alert.Finding;
import io.vigie.streams.alert.Step;
import io.vigie.streams.alert.Watch;
import java.util.List;
import java.util.function.Consumer;

/** What people and their programs say is wrong. */
final class Custom implements Watch<CustomSubject> {
  @Override
  public AlertKind kind() {
    return AlertKind.CUSTOM;
  }

  @Override
  public void look(CustomSubject subject, Rule rule, Consumer<Finding> found) {
    for (CustomAlert said : subject.said()) {
      Finding finding =
          Finding.of(kind(), subject, said.alert().detail(), rule)
              .in(said.severity().wire(), List.of(new Step(rule.holdSeconds(), said.severity())))
              .with("summary", said.summary())
              .with("by", said.by());
      found.accept(said.until() == null ? finding : finding.until(said.until().toEpochMilli()));
    }
  }
}
