package io.vigie.streams.ticket;

import io.vigie.contract.event.Event;
import io.vigie.contract.event.TicketRule;
import io.vigie.people.Directory;
import io.vigie.ticket.TicketPolicy;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Who is told of what, and what becomes a ticket, as people set it: a copy of each task. */
public final class Policies {
  /** What the keys of the policies this stage is told begin with. */
  public static final List<String> KEYS =
      Stream.concat(Directory.KEYS.stream(), Stream.of(TicketRule.KEYS)).toList();

  final Directory directory = new Directory();
  final TicketPolicy rules = new TicketPolicy();
  private final KeyValueStore<String, byte[]> store;

  Policies(KeyValueStore<String, byte[]> store) {
    this.store = store;
    try (KeyValueIterator<String, byte[]> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<String, byte[]> entry = all.next();
        keep(Stored.read(entry.value).data());
      }
    }
  }

  /**
   * @param bytes as it came
   */
  void take(Event policy, byte[] bytes) {
    store.put(policy.key(), keep(policy) ? bytes : null);
  }

  private boolean keep(Event policy) {
    if (policy instanceof TicketRule rule) {
      rules.take(rule);
      return true;
    }
    return directory.take(policy);
  }

  void forget(String key) {
    store.delete(key);
    directory.forget(key);
    if (key.startsWith(TicketRule.KEYS)) {
      rules.forget(key.substring(TicketRule.KEYS.length()));
    }
  }
}
