package io.vigie.streams.node;

import io.vigie.check.Check;
import io.vigie.check.Thresholds;
import io.vigie.contract.event.CheckHealth;
import io.vigie.contract.event.CheckThreshold;
import io.vigie.contract.event.CheckValues;
import io.vigie.contract.id.NodeId;
import io.vigie.streams.alert.node.Measure;
import io.vigie.streams.flow.Moment;
import io.vigie.streams.flow.Outbound;
import io.vigie.streams.flow.Outlet;
import io.vigie.streams.flow.ThresholdTold;
import io.vigie.streams.metric.Counter;
import io.vigie.streams.metric.Metrics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the nodes of a task measured last, and which bounds hold for it. */
final class NodeChecks {
  private static final Logger LOG = LoggerFactory.getLogger(NodeChecks.class);

  private final KeyValueStore<String, byte[]> store;
  private final KeyValueStore<String, byte[]> said;
  private final Outlet outlet;
  private final String sink;
  private final Metrics metrics;
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
      String sink,
      Metrics metrics) {
    this.store = store;
    this.said = said;
    this.outlet = outlet;
    this.sink = sink;
    this.metrics = metrics;
    load(said, entry -> thresholds.put(ThresholdTold.decode(entry.value).threshold()));
    load(store, entry -> byNode.put(NodeId.parse(entry.key), Reading.decode(entry.value)));
  }

  // one that cannot be read is left out until it is told anew: the task would start nowhere else
  private void load(KeyValueStore<String, byte[]> from, Consumer<KeyValue<String, byte[]>> taker) {
    int unreadable = 0;
    String first = "";
    RuntimeException why = null;
    try (KeyValueIterator<String, byte[]> all = from.all()) {
      while (all.hasNext()) {
        KeyValue<String, byte[]> entry = all.next();
        try {
          taker.accept(entry);
        } catch (RuntimeException e) {
          metrics.count(Counter.CHECKS_UNREADABLE);
          if (unreadable++ == 0) {
            first = entry.key;
            why = e;
          }
        }
      }
    }
    if (unreadable > 0) {
      LOG.atWarn()
          .addKeyValue("store", from.name())
          .addKeyValue("entries", unreadable)
          .addKeyValue("first", first)
          .setCause(why)
          .log("stored checks cannot be read and are left out");
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
  void take(CheckValues run, Node node, Moment moment) {
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
    // made first: what cannot be told is not kept either
    List<CheckHealth.Value> values = healths(measures(node, now));
    Outbound health = health(node.id(), values, moment);
    byNode.put(run.node(), now);
    store.put(run.node().toString(), Reading.encode(now));
    tell(node.id(), values, health);
  }

  void forget(NodeId node, Moment moment) {
    if (byNode.remove(node) != null) {
      store.delete(node.toString());
      outlet.write(sink, health(node, List.of(), moment));
      told.remove(node);
    }
  }

  /** Whether something of it was not read since that moment. */
  boolean aged(NodeId node, long millis) {
    List<Reading> readings = byNode.get(node);
    return readings != null && readings.stream().anyMatch(each -> each.readMillis() <= millis);
  }

  List<Measure> of(Node node) {
    return measures(node, byNode.getOrDefault(node.id(), List.of()));
  }

  private List<Measure> measures(Node node, List<Reading> readings) {
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
    List<CheckHealth.Value> values = healths(measures);
    if (byNode.containsKey(node) && isNews(node, values)) {
      tell(node, values, health(node, values, moment));
    }
  }

  private void tell(NodeId node, List<CheckHealth.Value> values, Outbound health) {
    if (isNews(node, values)) {
      told.put(node, values.hashCode());
      outlet.write(sink, health);
    }
  }

  private boolean isNews(NodeId node, List<CheckHealth.Value> values) {
    return !Integer.valueOf(values.hashCode()).equals(told.get(node));
  }

  private Outbound health(NodeId node, List<CheckHealth.Value> values, Moment moment) {
    return outlet.prepare(new CheckHealth(node, values, moment.cause()), moment.appended());
  }

  private static List<CheckHealth.Value> healths(List<Measure> measures) {
    return measures.stream().map(NodeChecks::health).toList();
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
