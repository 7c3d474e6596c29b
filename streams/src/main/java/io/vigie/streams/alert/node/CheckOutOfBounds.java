package io.vigie.streams.alert.node;

import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.alert.Rule;
import io.vigie.contract.check.Bounds;
import io.vigie.streams.alert.Finding;
import io.vigie.streams.alert.Watch;
import java.util.function.Consumer;

/** A value is outside its bounds. */
public final class CheckOutOfBounds implements Watch<NodeSubject> {
  @Override
  public AlertKind kind() {
    return AlertKind.CHECK_OUT_OF_BOUNDS;
  }

  @Override
  public void look(NodeSubject subject, Rule rule, Consumer<Finding> found) {
    for (Measure measure : subject.measures()) {
      if (measure.state().out()) {
        Bounds bounds = measure.chosen().bounds();
        found.accept(
            of(kind(), subject, measure, rule)
                .with("low", text(bounds.low()))
                .with("high", text(bounds.high()))
                .with("threshold", threshold(measure)));
      }
    }
  }

  static Finding of(AlertKind kind, NodeSubject subject, Measure measure, Rule rule) {
    return Finding.of(kind, subject, measure.value().detail(), rule)
        .with("check", measure.value().kind())
        .with("instance", measure.value().instance())
        .with("service", measure.value().service())
        .with("value", measure.value().value())
        .with("unit", measure.value().unit());
  }

  private static String threshold(Measure measure) {
    return measure.chosen().threshold() == null ? "default" : measure.chosen().id();
  }

  private static String text(Object number) {
    return number == null ? "" : number.toString();
  }
}
