package io.vigie.streams.alert.service;

import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.alert.Rule;
import io.vigie.streams.alert.Finding;
import io.vigie.streams.alert.Step;
import io.vigie.streams.alert.Watch;
import java.util.List;
import java.util.function.Consumer;

/** Nothing trustworthy is heard of an instance though its node speaks. */
public final class InstanceStale implements Watch<ServiceSubject> {
  private static final long NEVER_HEARD_SECONDS = 3_600;
  private static final long SUPERSEDED_SECONDS = 60;

  @Override
  public AlertKind kind() {
    return AlertKind.INSTANCE_STALE;
  }

  @Override
  public void look(ServiceSubject subject, Rule rule, Consumer<Finding> found) {
    for (Member member : subject.members()) {
      if (!member.trusted()) {
        found.accept(
            hold(member, subject, rule)
                .since(member.knownFromMillis())
                .on(subject.nodeId(member.node()))
                .with("reason", member.staleReason()));
      }
    }
  }

  private Finding hold(Member member, ServiceSubject subject, Rule rule) {
    Finding finding = Finding.of(kind(), subject, member.node(), rule);
    if (member.silent()) {
      // raises nothing by itself: what is open already hangs on its node from now on
      return finding.in("node-silent", List.of()).under(subject.silent(List.of(member.node())));
    }
    long least =
        switch (member.staleReason()) {
          case "never-heard" -> NEVER_HEARD_SECONDS;
          // its node may be about to fall silent
          case "superseded" -> SUPERSEDED_SECONDS;
          default -> 0;
        };
    Step step = new Step(Math.max(least, rule.holdSeconds()), rule.severity(subject.production()));
    return finding.in(member.staleReason(), List.of(step));
  }
}
