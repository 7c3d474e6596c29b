package io.vigie.streams.alert.node;

import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.alert.Rule;
import io.vigie.streams.alert.Finding;
import io.vigie.streams.alert.Watch;
import java.util.function.Consumer;

/** Its clock is wrong by more than 30 s. */
public final class ClockSkew implements Watch<NodeSubject> {
  @Override
  public AlertKind kind() {
    return AlertKind.CLOCK_SKEW;
  }

  @Override
  public void look(NodeSubject subject, Rule rule, Consumer<Finding> found) {
    if (subject.skewMillis() != 0) {
      found.accept(
          Finding.of(kind(), subject, "", rule).with("skew s", subject.skewMillis() / 1_000));
    }
  }
}
