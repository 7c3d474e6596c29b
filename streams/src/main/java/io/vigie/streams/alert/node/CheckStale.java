package io.vigie.streams.alert.node;

import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.alert.Rule;
import io.vigie.contract.event.NodeState;
import io.vigie.contract.id.AlertId;
import io.vigie.streams.alert.Finding;
import io.vigie.streams.alert.Watch;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** A value was not measured for long though its node speaks. */
public final class CheckStale implements Watch<NodeSubject> {
  @Override
  public AlertKind kind() {
    return AlertKind.CHECK_STALE;
  }

  @Override
  public void look(NodeSubject subject, Rule rule, Consumer<Finding> found) {
    for (Measure measure : subject.measures()) {
      long from = from(measure, subject);
      if (subject.nowMillis() - from >= rule.holdSeconds() * 1_000) {
        found.accept(
            hold(CheckOutOfBounds.of(kind(), subject, measure, rule), subject)
                .since(from)
                .with("last read", Instant.ofEpochMilli(measure.readMillis())));
      }
    }
  }

  // a node that was away measures when it is back: until then it had no way to
  private static long from(Measure measure, NodeSubject subject) {
    return subject.state() == NodeState.ALIVE
        ? Math.max(measure.readMillis(), subject.knownFromMillis())
        : measure.readMillis();
  }

  private static Finding hold(Finding finding, NodeSubject subject) {
    if (subject.state() != NodeState.SILENT) {
      return finding;
    }
    // raises nothing by itself: what is open already hangs on its node from now on
    return finding
        .in("node-silent", List.of())
        .under(AlertId.of(AlertKind.NODE_SILENT, subject.anchor(), ""));
  }
}
