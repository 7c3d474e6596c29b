package io.vigie.streams.alert;

import io.vigie.contract.id.AlertId;
import io.vigie.streams.codec.BinaryReader;
import io.vigie.streams.codec.BinaryWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Since when troubles last that nobody was told of yet. Most kinds see that in their subject; of
 * the others it is stored, or whoever takes over would begin to wait anew.
 */
final class Waits {
  static final String KEYS = "wait/";
  private static final int VERSION = 1;

  private final KeyValueStore<String, byte[]> store;

  Waits(KeyValueStore<String, byte[]> store) {
    this.store = store;
  }

  /**
   * @param held an alert by its id
   * @return all that waited when the task before this one ended
   */
  List<Held> restore(Function<AlertId, Held> held) {
    List<Held> waited = new ArrayList<>();
    try (KeyValueIterator<String, byte[]> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<String, byte[]> entry = all.next();
        if (entry.key.startsWith(KEYS)) {
          BinaryReader in = new BinaryReader("wait", VERSION, entry.value);
          Held each = held.apply(AlertId.parse(entry.key.substring(KEYS.length())));
          each.waited = true;
          each.phase = in.text();
          each.from = in.number();
          each.since = Instant.ofEpochMilli(in.number());
          waited.add(each);
        }
      }
    }
    return waited;
  }

  void begins(Held held, Finding finding) {
    boolean waits = !finding.steps().isEmpty() && finding.steps().get(0).afterSeconds() > 0;
    if (waits && finding.from() == 0 && !held.open()) {
      held.waited = true;
      byte[] since =
          new BinaryWriter(VERSION)
              .text(held.phase)
              .number(held.from)
              .number(held.since.toEpochMilli())
              .bytes();
      store.put(KEYS + held.id, since);
    }
  }

  /** It was raised, or is over. */
  void ends(Held held) {
    if (held.waited) {
      held.waited = false;
      store.delete(KEYS + held.id);
    }
  }
}
