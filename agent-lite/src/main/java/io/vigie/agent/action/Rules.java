package io.vigie.agent.action;

import io.vigie.contract.event.ActionOrigin;
import io.vigie.contract.id.InstanceId;
import io.vigie.contract.id.Rid;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a request means for a service before anything is done. */
final class Rules {
  private Rules() {}

  /** What the time-outs of its steps add up to. */
  static int timeoutSeconds(Subject subject, ActionRequest request) {
    Duration stop =
        Sequence.stop(subject.resources(), request.rids()).stream()
            .map(Turn.STOP::timeout)
            .reduce(Duration.ZERO, Duration::plus);
    Duration start =
        Sequence.start(subject.resources(), request.rids()).stream()
            .map(Turn.START::timeout)
            .reduce(Duration.ZERO, Duration::plus);
    Duration all =
        switch (request.verb()) {
          case START -> start;
          case STOP -> stop;
          case RESTART -> stop.plus(start);
          case FREEZE, THAW -> Duration.ZERO;
        };
    return (int) Math.min(Integer.MAX_VALUE, all.toSeconds());
  }

  /** A person who stops a service that would be started again means it to stay down. */
  static boolean freezesFirst(Subject subject, ActionRequest request) {
    return subject.orchestrated()
        && request.verb() == Verb.STOP
        && request.origin() == ActionOrigin.USER
        && request.rids().isEmpty();
  }

  /** Why the request makes no sense for the service; empty when it does. */
  static String refusal(Subject subject, ActionRequest request) {
    InstanceId id = subject.id();
    boolean touches = request.verb() != Verb.FREEZE && request.verb() != Verb.THAW;
    if (subject.disabled() && touches) {
      return id.service() + " is disabled in its configuration: take disable out to act on it";
    }
    for (Rid rid : request.rids()) {
      Optional<Resource> named =
          subject.resources().stream().filter(each -> each.rid().equals(rid)).findFirst();
      if (named.isEmpty()) {
        return id.service() + " has no resource " + rid + "; it has " + rids(subject.resources());
      }
      if (named.get().definition().disabled()) {
        return rid + " is disabled in the configuration of " + id.service();
      }
    }
    return "";
  }

  static String rids(List<Resource> resources) {
    return resources.isEmpty()
        ? "none"
        : resources.stream().map(each -> each.rid().toString()).collect(Collectors.joining(", "));
  }
}
