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

  /** Whether so many of all are many. */
  public static boolean many(int silent, int total) {
    return silent >= LEAST && silent * SHARE > total;
  }

  @Override
  public AlertKind kind() {
    return AlertKind.MANY_NODES_SILENT;
  }

  @Override
  public void look(SiteSubject subject, Rule rule, Consumer<Finding> found) {
    boolean stillMany = subject.open() && many(subject.silent(), subject.total());
    if (stillMany || many(subject.burst(), subject.total())) {
      found.accept(
          Finding.of(kind(), subject, "", rule)
              .under(subject.root())
              .with("silent", subject.silent())
              .with("nodes", subject.total()));
    }
  }
}
