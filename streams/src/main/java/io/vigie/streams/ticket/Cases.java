package io.vigie.streams.ticket;

import io.vigie.contract.id.AlertId;
import io.vigie.streams.metric.Counter;
import io.vigie.streams.metric.Metrics;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The alerts of a task of which people are told, or may be. */
final class Cases {
  private final KeyValueStore<String, byte[]> store;
  private final Metrics metrics;
  private final Map<AlertId, Case> cases = new LinkedHashMap<>();

  Cases(KeyValueStore<String, byte[]> store, Metrics metrics) {
    this.store = store;
    this.metrics = metrics;
    try (KeyValueIterator<String, byte[]> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<String, byte[]> entry = all.next();
        Case held = CaseCodec.decode(entry.key, entry.value);
        cases.put(held.id, held);
      }
    }
  }

  Case get(AlertId id) {
    return cases.get(id);
  }

  Collection<Case> all() {
    return cases.values();
  }

  void put(Case held) {
    cases.put(held.id, held);
    metrics.count(Counter.STORE_WRITES);
    store.put(held.id.toString(), CaseCodec.encode(held));
  }

  void forget(Case held) {
    cases.remove(held.id);
    store.delete(held.id.toString());
  }
}
