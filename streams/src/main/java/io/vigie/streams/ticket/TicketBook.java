package io.vigie.streams.ticket;

import io.vigie.contract.event.Ticket;
import io.vigie.contract.id.TicketId;
import io.vigie.contract.ticket.TicketMove;
import io.vigie.streams.codec.BinaryReader;
import io.vigie.streams.codec.BinaryWriter;
import io.vigie.streams.flow.Outlet;
import io.vigie.streams.metric.Counter;
import io.vigie.streams.metric.Metrics;
import io.vigie.streams.siem.Ecs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The tickets of a task: open ones in memory, closed ones in the store, where a person may reopen
 * them for a month.
 */
final class TicketBook {
  private static final long FORGET_MILLIS = 30L * 86_400_000;
  private static final int NUMBERS = 1;

  private final KeyValueStore<String, byte[]> store;
  private final KeyValueStore<String, byte[]> numbers;
  private final Outlet outlet;
  private final TellPeople.Wiring sinks;
  private final Metrics metrics;
  private final Map<TicketId, Sheet> open = new LinkedHashMap<>();
  private final Map<TicketId, Instant> closed = new HashMap<>();
  private final Set<Sheet> touched = new LinkedHashSet<>();
  private volatile int count;

  TicketBook(
      KeyValueStore<String, byte[]> store,
      KeyValueStore<String, byte[]> numbers,
      Outlet outlet,
      TellPeople.Wiring sinks,
      Metrics metrics) {
    this.store = store;
    this.numbers = numbers;
    this.outlet = outlet;
    this.sinks = sinks;
    this.metrics = metrics;
    try (KeyValueIterator<String, byte[]> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<String, byte[]> entry = all.next();
        hold(SheetCodec.decode(entry.value));
      }
    }
  }

  private void hold(Sheet sheet) {
    if (sheet.open()) {
      closed.remove(sheet.id);
      open.put(sheet.id, sheet);
    } else {
      open.remove(sheet.id);
      closed.put(sheet.id, sheet.closed);
    }
    count = open.size();
  }

  /** How many are open now; for another thread to read. */
  int count() {
    return count;
  }

  Collection<Sheet> open() {
    return List.copyOf(open.values());
  }

  /** Null when it is closed, or there is none. */
  Sheet open(TicketId id) {
    return id == null ? null : open.get(id);
  }

  /** Null when there is none, or it was forgotten. */
  Sheet get(TicketId id) {
    Sheet sheet = open.get(id);
    if (sheet != null || !closed.containsKey(id)) {
      return sheet;
    }
    return SheetCodec.decode(store.get(id.toString()));
  }

  /** The app's newest open ticket that still takes alerts; null when there is none. */
  Sheet joinable(String app, long now) {
    Sheet found = null;
    for (Sheet sheet : open.values()) {
      if (sheet.id.app().equals(app) && sheet.takes(now)) {
        found = sheet;
      }
    }
    return found;
  }

  Sheet begin(String app, Instant at) {
    byte[] last = numbers.get(app);
    long number = last == null ? 1 : new BinaryReader("ticket number", NUMBERS, last).number() + 1;
    numbers.put(app, new BinaryWriter(NUMBERS).number(number).bytes());
    Sheet sheet = new Sheet(new TicketId(app, number), at);
    hold(sheet);
    return sheet;
  }

  /** Something happened to it: the next flush says so. */
  void moved(Sheet sheet, TicketMove move) {
    sheet.next.moved(move);
    touch(sheet);
  }

  /** It may have changed: likewise. */
  void touch(Sheet sheet) {
    touched.add(sheet);
  }

  /** Publishes one step of each ticket that has changed. */
  void flush(Instant at) {
    for (Sheet sheet : new ArrayList<>(touched)) {
      if (sheet.next.any()) {
        publish(sheet, at);
      }
    }
    touched.clear();
  }

  private void publish(Sheet sheet, Instant at) {
    Ticket step = sheet.step(at);
    var outbound = outlet.prepare(step, at);
    store.put(sheet.id.toString(), SheetCodec.encode(sheet, outbound.bytes()));
    hold(sheet);
    outlet.write(sinks.ticket(), outbound);
    outlet.tell(sinks.siem(), step.anchor(), Ecs.of(step));
    outlet.commitSoon();
    metrics.count(Counter.SIEM);
    metrics.count(Counter.TICKET_STEPS);
    metrics.count(Counter.STORE_WRITES);
  }

  /** What was closed long ago is in the tables. */
  void forget(long now) {
    List<TicketId> old =
        closed.entrySet().stream()
            .filter(entry -> now - entry.getValue().toEpochMilli() > FORGET_MILLIS)
            .map(Map.Entry::getKey)
            .toList();
    for (TicketId id : old) {
      closed.remove(id);
      store.delete(id.toString());
    }
  }
}
