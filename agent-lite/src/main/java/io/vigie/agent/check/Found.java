package io.vigie.agent.check;

import io.vigie.contract.event.CheckValues;
import io.vigie.contract.event.CheckValues.Value;
import io.vigie.contract.id.NodeId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What one run found, and what it could not read. */
public final class Found {
  private final Map<String, Value> values = new LinkedHashMap<>();
  private final Set<String> missed = new TreeSet<>();
  private final List<String> troubles = new ArrayList<>();

  void value(String kind, String instance, double number, String unit) {
    value(kind, instance, BigDecimal.valueOf(number), unit);
  }

  void value(String kind, String instance, BigDecimal number, String unit) {
    Value value;
    try {
      value = new Value(kind, instance, "", number, unit);
    } catch (IllegalArgumentException e) {
      missed(kind, kind + " \"" + instance + "\" left out: " + e.getMessage());
      return;
    }
    if (values.containsKey(value.detail())) {
      trouble(value.detail() + " is told twice; the first counts");
    } else if (values.size() == CheckValues.MOST) {
      trouble(value.detail() + " left out: a node has at most " + CheckValues.MOST + " values");
    } else {
      values.put(value.detail(), value);
    }
  }

  /** Of that kind not all could be read: what it had stays, and ages. */
  void missed(String kind, String why) {
    missed(Set.of(kind), why);
  }

  void missed(Set<String> kinds, String why) {
    kinds.stream()
        .sorted()
        // a run names no more
        .takeWhile(kind -> missed.size() < CheckValues.MOST)
        .forEach(missed::add);
    trouble(why);
  }

  void trouble(String why) {
    troubles.add(why);
  }

  public CheckValues of(NodeId node) {
    return new CheckValues(node, List.copyOf(values.values()), List.copyOf(missed));
  }

  public List<Value> values() {
    return List.copyOf(values.values());
  }

  /** Whether all could be read. */
  public boolean complete() {
    return missed.isEmpty();
  }

  /** What a person should know of this run. */
  public List<String> troubles() {
    return List.copyOf(troubles);
  }
}
