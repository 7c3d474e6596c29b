package io.vigie.streams.alert;

import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.alert.Rule;
import io.vigie.contract.alert.Severity;
import io.vigie.contract.id.AlertId;
import io.vigie.contract.id.NodeId;
import io.vigie.streams.flow.Moment;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a kind finds wrong now.
 *
 * @param phase of what is wrong: another phase lasts from its own beginning
 * @param anew another phase is another trouble: what was open of the last one ends
 * @param from append time it began, epoch milliseconds; 0 for when it was first found
 * @param steps least first: none yet, none; only the first raises
 * @param node it is about; null for that of its subject
 * @param heldBy root of it; null when it stands for itself
 * @param until append time it ends by itself, epoch milliseconds; 0 for never
 * @param decidedOn nodes on which lies all that decided it; none: the node it is about, if any
 */
public record Finding(
    AlertId alert,
    String phase,
    boolean anew,
    long from,
    List<Step> steps,
    NodeId node,
    AlertId heldBy,
    long until,
    Map<String, String> facts,
    List<NodeId> decidedOn) {

  public Finding {
    steps = List.copyOf(steps);
    decidedOn = List.copyOf(decidedOn);
    facts = new TreeMap<>(facts);
  }

  /** Raised and escalated as its rule says. */
  public static Finding of(AlertKind kind, Subject subject, String detail, Rule rule) {
    return new Finding(
        AlertId.of(kind, subject.anchor(), detail),
        "",
        false,
        0,
        steps(rule.holdSeconds(), rule.severity(subject.production()), rule),
        null,
        null,
        0,
        Map.of(),
        List.of());
  }

  /** The same with its own hold, for as long as another phase of it lasts. */
  public Finding in(String otherPhase, List<Step> itsSteps) {
    return new Finding(
        alert, otherPhase, anew, from, itsSteps, node, heldBy, until, facts, decidedOn);
  }

  /** One of several troubles of a kind, each of which ends by itself. */
  public Finding each(String trouble) {
    return new Finding(alert, trouble, true, from, steps, node, heldBy, until, facts, decidedOn);
  }

  public Finding since(long appendedMillis) {
    return new Finding(
        alert, phase, anew, appendedMillis, steps, node, heldBy, until, facts, decidedOn);
  }

  public Finding on(NodeId about) {
    return new Finding(alert, phase, anew, from, steps, about, heldBy, until, facts, decidedOn);
  }

  public Finding under(AlertId root) {
    return new Finding(alert, phase, anew, from, steps, node, root, until, facts, decidedOn);
  }

  public Finding until(long appendedMillis) {
    return new Finding(
        alert, phase, anew, from, steps, node, heldBy, appendedMillis, facts, decidedOn);
  }

  public Finding decidedOn(List<NodeId> nodes) {
    return new Finding(alert, phase, anew, from, steps, node, heldBy, until, facts, nodes);
  }

  boolean ended(Moment moment) {
    return until > 0 && until <= moment.appended().toEpochMilli();
  }

  public Finding with(String name, Object value) {
    String text = value instanceof List<?> list ? Words.of(list) : String.valueOf(value);
    if (text.isEmpty()) {
      return this;
    }
    Map<String, String> more = new TreeMap<>(facts);
    more.put(name, text);
    return new Finding(alert, phase, anew, from, steps, node, heldBy, until, more, decidedOn);
  }

  public static List<Step> steps(long holdSeconds, Severity severity, Rule rule) {
    Step first = new Step(holdSeconds, severity);
    return rule.escalateSeconds() == 0
        ? List.of(first)
        : List.of(first, new Step(holdSeconds + rule.escalateSeconds(), severity.raised()));
  }

  /** The worst it can become by itself; null when it raises nothing. */
  Severity ceiling() {
    return steps.isEmpty() ? null : steps.get(steps.size() - 1).severity();
  }
}
