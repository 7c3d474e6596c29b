package io.vigie.streams.alert.service;

import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.alert.Rule;
import io.vigie.contract.availability.Topology;
import io.vigie.contract.event.ServiceHealth;
import io.vigie.streams.alert.Finding;
import io.vigie.streams.alert.Watch;
import java.util.List;
import java.util.function.Consumer;

/** More or fewer instances are up than meant. */
public final class FlexOutOfRange implements Watch<ServiceSubject> {
  @Override
  public AlertKind kind() {
    return AlertKind.FLEX_OUT_OF_RANGE;
  }

  @Override
  public void look(ServiceSubject subject, Rule rule, Consumer<Finding> found) {
    ServiceHealth health = subject.health();
    int up = health.upNodes().size();
    boolean few = up < health.flexMin();
    boolean many = health.flexMax() > 0 && up > Math.max(health.flexMin(), health.flexMax());
    if (health.topology() == Topology.FLEX && (few || many)) {
      List<String> lost = few ? subject.lastUpOnSilent() : List.of();
      found.accept(
          Finding.of(kind(), subject, "", rule)
              .in(
                  few ? "few" : "many",
                  Finding.steps(rule.holdSeconds(), rule.severity(subject.production()), rule))
              .since(subject.knownFromMillis())
              .under(up + lost.size() >= health.flexMin() ? subject.silent(lost) : null)
              .decidedOn(subject.nodesOf(member -> member.up() != few))
              .with("up", up)
              .with("flexMin", health.flexMin())
              .with("flexMax", health.flexMax()));
    }
  }
}
