package io.vigie.streams.alert.service;

import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.alert.Rule;
import io.vigie.contract.alert.Severity;
import io.vigie.contract.availability.Availability;
import io.vigie.contract.id.NodeId;
import io.vigie.streams.alert.Finding;
import io.vigie.streams.alert.Step;
import io.vigie.streams.alert.Watch;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Nobody serves, or nobody knows. */
public final class ServiceUnavailable implements Watch<ServiceSubject> {
  private static final long UNDEF_SECONDS = 60;

  @Override
  public AlertKind kind() {
    return AlertKind.SERVICE_UNAVAILABLE;
  }

  @Override
  public void look(ServiceSubject subject, Rule rule, Consumer<Finding> found) {
    Finding finding =
        Finding.of(kind(), subject, "", rule)
            .decidedOn(decidedOn(subject))
            .with("avail", subject.health().avail().wire());
    if (subject.health().avail() == Availability.UNDEF) {
      found.accept(undefined(subject, rule, finding));
    } else if (unavailable(subject)) {
      Severity severity = rule.severity(subject.production());
      Doings.Running action = subject.youngestAction();
      long from = Math.max(subject.knownFromMillis(), subject.doings().endedMillis());
      found.accept(
          action == null
              ? finding.in("", List.of(new Step(rule.holdSeconds(), severity))).since(from)
              : finding
                  .in("action " + action.id(), List.of(new Step(action.patience(), severity)))
                  // an action that takes long already is no reason to wake somebody sooner
                  .since(
                      Math.max(
                          action.beganMillis(),
                          from + (rule.holdSeconds() - action.patience()) * 1_000))
                  .with("action", action.action()));
    }
  }

  /** Where it served last, and where somebody tried since and it serves no more than before. */
  private static List<NodeId> decidedOn(ServiceSubject subject) {
    if (subject.lastUpOn().isEmpty()) {
      return List.of();
    }
    Set<String> nodes = new TreeSet<>(subject.lastUpOn());
    subject.doings().tried().filter(subject::has).forEach(nodes::add);
    return subject.nodeIds(nodes);
  }

  /** Nobody knows: one severity less until it has lasted. */
  private static Finding undefined(ServiceSubject subject, Rule rule, Finding finding) {
    Severity severity = rule.severity(subject.production());
    Step first = new Step(Math.max(rule.holdSeconds(), UNDEF_SECONDS), severity.lowered());
    Step second = new Step(Math.max(first.afterSeconds() + 1, rule.escalateSeconds()), severity);
    Finding undefined =
        finding
            .in("undef", rule.escalateSeconds() == 0 ? List.of(first) : List.of(first, second))
            .since(subject.knownFromMillis())
            .with("last known up on", subject.health().lastKnownUpOn());
    return undefined.under(subject.silent(subject.health().lastKnownUpOn()));
  }

  private static boolean unavailable(ServiceSubject subject) {
    return switch (subject.health().avail()) {
      case DOWN, STDBY_UP, STDBY_DOWN -> true;
      case WARN -> subject.members().stream().noneMatch(Member::up);
      case UP, NA, UNDEF -> false;
    };
  }
}
