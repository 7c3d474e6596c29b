package io.vigie.streams.node;

import io.vigie.check.Check;
import io.vigie.check.Thresholds;
import io.vigie.contract.event.CheckHealth;
import io.vigie.contract.event.CheckThreshold;
import io.vigie.contract.event.CheckValues;
import io.vigie.contract.id.NodeId;
import io.vigie.streams.alert.node.Measure;
import io.vigie.streams.flow.Moment;
import io.vigie.streams.flow.Outlet;
import io.vigie.streams.flow.ThresholdTold;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** What the nodes of a task measured last, and which bounds hold for it. */
final class NodeChecks {
  private final KeyValueStore<String, byte[]> store;
  private final KeyValueStore<String, byte[]> said;
  private final Outlet outlet;
  private final String sink;
  private final Thresholds thresholds = Thresholds.of(List.of());
  private final Map<NodeId, List<Reading>> byNode = new HashMap<>();

  /** What was told last of a node, as a digest: other bounds are told once. */
  private final Map<NodeId, Integer> told = new HashMap<>();

  /**
   * @param said thresholds that people set
   * @param sink how values stand to their bounds
   */
  NodeChecks(
      KeyValueStore<String, byte[]> store,
      KeyValueStore<String, byte[]> said,
      Outlet outlet,
      String sink) {
    this.store = store;
    this.said = said;
    this.outlet = outlet;
    this.sink = sink;
    try (KeyValueIterator<String, byte[]> all = said.all()) {
      while (all.hasNext()) {
        thresholds.put(ThresholdTold.decode(all.next().value).threshold());
      }
    }
    try (KeyValueIterator<String, byte[]> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<String, byte[]> entry = all.next();
        byNode.put(NodeId.parse(entry.key), Reading.decode(entry.value));
      }
    }
  }

  void take(ThresholdTold change) {
    CheckThreshold threshold = change.threshold();
    if (threshold == null) {
      thresholds.remove(change.id());
    } else {
      thresholds.put(threshold);
    }
    said.put(
        CheckThreshold.KEYS + change.id(), threshold == null ? null : ThresholdTold.encode(change));
  }

  /** A run has all of a node, but for the kinds it could not read. */
  void take(CheckValues run, Moment moment) {
    List<Reading> now = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (CheckValues.Value value : run.values()) {
      names.add(value.detail());
      now.add(new Reading(value, moment.appended().toEpochMilli()));
    }
    byNode.getOrDefault(run.node(), List.of()).stream()
        .filter(old -> run.missed().contains(old.value().kind()))
        .filter(old -> !names.contains(old.value().detail()))
        .limit(CheckValues.MOST - now.size())
        .forEach(now::add);
    byNode.put(run.node(), now);
    store.put(run.node().toString(), Reading.encode(now));
  }

  void forget(NodeId node, Moment moment) {
    if (byNode.remove(node) != null) {
      store.delete(node.toString());
      outlet.write(
          sink,
          outlet.prepare(new CheckHealth(node, List.of(), moment.cause()), moment.appended()));
      told.remove(node);
    }
  }

  /** Whether something of it was not read since that moment. */
  boolean aged(NodeId node, long millis) {
    List<Reading> readings = byNode.get(node);
    return readings != null && readings.stream().anyMatch(each -> each.readMillis() <= millis);
  }

  List<Measure> of(Node node) {
    List<Reading> readings = byNode.getOrDefault(node.id(), List.of());
    return readings.stream().map(each -> measure(node, each)).toList();
  }

  private Measure measure(Node node, Reading reading) {
    CheckValues.Value value = reading.value();
    Check check =
        new Check(
            node.id(),
            value.kind(),
            value.instance(),
            value.service(),
            node.traits().env(),
            node.traits().site());
    return new Measure(value, reading.readMillis(), thresholds.of(check));
  }

  /** Publishes how they stand to their bounds, when that is not as it was told last. */
  void tell(NodeId node, List<Measure> measures, Moment moment) {
    List<CheckHealth.Value> values = measures.stream().map(NodeChecks::health).toList();
    Integer digest = values.hashCode();
    if (byNode.containsKey(node) && !digest.equals(told.put(node, digest))) {
      CheckHealth health = new CheckHealth(node, values, moment.cause());
      outlet.write(sink, outlet.prepare(health, moment.appended()));
    }
  }

  private static CheckHealth.Value health(Measure measure) {
    CheckValues.Value value = measure.value();
    return new CheckHealth.Value(
        value.kind(),
        value.instance(),
        value.service(),
        value.value(),
        value.unit(),
        Instant.ofEpochMilli(measure.readMillis()),
        measure.chosen().bounds().low(),
        measure.chosen().bounds().high(),
        measure.chosen().id(),
        measure.state());
  }
}
