package io.vigie.streams.alert.service;

import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.alert.Rule;
import io.vigie.contract.availability.Topology;
import io.vigie.streams.alert.Finding;
import io.vigie.streams.alert.Watch;
import java.util.List;
import java.util.function.Consumer;

/** Two instances of a failover service are up: two nodes write. */
public final class ServiceSplit implements Watch<ServiceSubject> {
  @Override
  public AlertKind kind() {
    return AlertKind.SERVICE_SPLIT;
  }

  @Override
  public void look(ServiceSubject subject, Rule rule, Consumer<Finding> found) {
    List<Member> up = subject.members().stream().filter(Member::up).toList();
    if (subject.health().topology() != Topology.FAILOVER || up.size() < 2) {
      return;
    }
    Finding finding =
        Finding.of(kind(), subject, "", rule)
            .since(subject.knownFromMillis())
            .with("up", subject.health().upNodes())
            .decidedOn(subject.nodesOf(Member::up));
    // who was taken for dead and speaks again did not hand over: nothing to wait for
    found.accept(
        tookOver(up)
            ? finding.in("returned", Finding.steps(0, rule.severity(subject.production()), rule))
            : finding);
  }

  private static boolean tookOver(List<Member> up) {
    return up.stream()
        .anyMatch(
            member -> up.stream().anyMatch(other -> member.supersedes().contains(other.node())));
  }
}
