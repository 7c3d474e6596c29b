package io.vigie.streams.alert.node;

import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.alert.Rule;
import io.vigie.streams.alert.Finding;
import io.vigie.streams.alert.Watch;
import java.util.function.Consumer;

/** So many nodes fell silent at once that they have one cause. */
public final class ManyNodesSilent implements Watch<SiteSubject> {
  private static final int LEAST = 10;

  /** More than one in five. */
  private static final int SHARE = 5;

  @Override
  public AlertKind kind() {
    return AlertKind.MANY_NODES_SILENT;
  }

  @Override
  public void look(SiteSubject subject, Rule rule, Consumer<Finding> found) {
    boolean many = subject.burst() >= LEAST && subject.burst() * SHARE > subject.total();
    boolean still = subject.silent() >= LEAST && subject.silent() * SHARE > subject.total();
    if (many || still && subject.open()) {
      found.accept(
          Finding.of(kind(), subject, "", rule)
              .under(subject.root())
              .with("silent", subject.silent())
              .with("nodes", subject.total()));
    }
  }
}
