package io.vigie.streams.alert.custom;

import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.alert.Rule;
import io.vigie.contract.event.CustomAlert;
import io.vigie.streams.alert.Finding;
import io.vigie.streams.alert.Step;
import io.vigie.streams.alert.Watch;
import java.util.List;
import java.util.function.Consumer;

/** What somebody says is wrong: people and their programs, or the collector itself. */
final class Custom implements Watch<CustomSubject> {
  private final AlertKind kind;

  Custom(AlertKind kind) {
    this.kind = kind;
  }

  @Override
  public AlertKind kind() {
    return kind;
  }

  @Override
  public void look(CustomSubject subject, Rule rule, Consumer<Finding> found) {
    for (CustomAlert said : subject.said()) {
      if (said.alert().kind() == kind) {
        Finding finding =
            severity(Finding.of(kind, subject, said.alert().detail(), rule), said, rule)
                .with("summary", said.summary())
                .with("by", said.by());
        found.accept(
            said.until() == null
                ? finding
                : finding.until(said.until().toEpochMilli()).with("until", said.until()));
      }
    }
  }

  /** Who raises an alert of their own says how bad it is; of other kinds the rule does. */
  private Finding severity(Finding finding, CustomAlert said, Rule rule) {
    return kind == AlertKind.CUSTOM
        ? finding.in(said.severity().wire(), List.of(new Step(rule.holdSeconds(), said.severity())))
        : finding;
  }
}
