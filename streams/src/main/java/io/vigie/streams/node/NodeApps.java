package io.vigie.streams.node;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vigie.contract.id.NodeId;
import io.vigie.streams.flow.NodeAppTold;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The apps that people put nodes in: of all nodes, for one may be heard of later. */
final class NodeApps {
  private final KeyValueStore<String, byte[]> store;
  private final Map<String, String> apps = new HashMap<>();

  NodeApps(KeyValueStore<String, byte[]> store) {
    this.store = store;
    try (KeyValueIterator<String, byte[]> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<String, byte[]> entry = all.next();
        apps.put(entry.key, new String(entry.value, UTF_8));
      }
    }
  }

  /**
   * @return whether that is another one
   */
  boolean take(NodeAppTold told) {
    String key = told.node();
    if (told.app().equals(apps.getOrDefault(key, ""))) {
      return false;
    }
    if (told.app().isEmpty()) {
      apps.remove(key);
      store.delete(key);
    } else {
      apps.put(key, told.app());
      store.put(key, told.app().getBytes(UTF_8));
    }
    return true;
  }

  /** Whom it concerns: its own app first, then those of what it ran. */
  List<String> of(NodeId node, List<String> carried) {
    String own = apps.getOrDefault(node.toString(), "");
    return own.isEmpty()
        ? carried
        : Stream.concat(Stream.of(own), carried.stream()).distinct().toList();
  }
}
