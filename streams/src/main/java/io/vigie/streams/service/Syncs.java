package io.vigie.streams.service;

import io.vigie.contract.event.SyncHealth;
import io.vigie.contract.event.SyncResult;
import io.vigie.contract.id.ServiceId;
import io.vigie.contract.sync.SyncState;
import io.vigie.contract.wire.Decoded;
import io.vigie.contract.wire.EventCodec;
import io.vigie.streams.flow.Moment;
import io.vigie.streams.flow.Outbound;
import io.vigie.streams.flow.Outlet;
import io.vigie.streams.metric.Counter;
import io.vigie.streams.metric.Metrics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * How the copies of the data of a task's services stand. Told when a run ends, when the last good
 * one grows too old, when what it says of its service changes. One whose service is not known is
 * held as removed, which is told of those only that were there.
 */
final class Syncs {
  private final Services services;
  private final KeyValueStore<String, byte[]> store;
  private final Outlet outlet;
  private final String sink;
  private final Metrics metrics;
  private final Map<ServiceId, Map<String, SyncHealth>> copies = new HashMap<>();
  private boolean looked;

  Syncs(
      Services services,
      KeyValueStore<String, byte[]> store,
      Outlet outlet,
      String sink,
      Metrics metrics) {
    this.services = services;
    this.store = store;
    this.outlet = outlet;
    this.sink = sink;
    this.metrics = metrics;
    try (KeyValueIterator<String, byte[]> all = store.all()) {
      while (all.hasNext()) {
        hold(decode(all.next()));
      }
    }
  }

  private static SyncHealth decode(KeyValue<String, byte[]> entry) {
    if (EventCodec.decode(entry.value) instanceof Decoded.Read read
        && read.envelope().data() instanceof SyncHealth copy) {
      return copy;
    }
    throw new IllegalStateException("stored sync " + entry.key + " cannot be read");
  }

  private void hold(SyncHealth copy) {
    copies.computeIfAbsent(copy.service(), id -> new TreeMap<>()).put(copy.key(), copy);
  }

  /** A run ended. What an upgrade reads of months ago is told at the first tick, once. */
  void hear(SyncResult run, Moment moment) {
    ServiceId id = run.instance().serviceId();
    SyncHealth before =
        copies.getOrDefault(id, Map.of()).get(SyncHealth.id(id, run.rid(), run.target()));
    if (SyncFold.tells(before, run)) {
      take(before, SyncFold.after(before, run), outlet.isNew() ? services.known(id) : null, moment);
    }
  }

  /** The service changed, or may have. */
  void settle(Service service, Moment moment) {
    Map<String, SyncHealth> held = copies.get(service.id());
    if (held == null) {
      return;
    }
    for (SyncHealth copy : List.copyOf(held.values())) {
      take(copy, copy, service, moment);
    }
    if (service.shown() != null && service.shown().removed()) {
      held.keySet().forEach(store::delete);
      copies.remove(service.id());
    }
  }

  /** A second passed, and timers may fire. */
  void tick(Moment moment) {
    for (SyncHealth copy : due(moment)) {
      take(copy, copy, services.known(copy.service()), moment);
    }
    looked = true;
  }

  private List<SyncHealth> due(Moment moment) {
    List<SyncHealth> due = new ArrayList<>();
    for (Map<String, SyncHealth> held : copies.values()) {
      for (SyncHealth copy : held.values()) {
        if (!looked || copy.state() != SyncState.LATE && copy.isLate(moment.appended())) {
          due.add(copy);
        }
      }
    }
    return due;
  }

  private void take(SyncHealth before, SyncHealth after, Service service, Moment moment) {
    SyncHealth standing = SyncFold.standing(after, service, moment);
    if (standing.equals(before)) {
      return;
    }
    SyncHealth now = SyncFold.because(standing, moment.cause());
    Outbound outbound = outlet.prepare(now, moment.event());
    hold(now);
    store.put(now.key(), outbound.bytes());
    if (!isGone(before) || !isGone(now)) {
      metrics.count(Counter.SYNC_CHANGES);
      outlet.write(sink, outbound);
      outlet.commitSoon();
    }
  }

  private static boolean isGone(SyncHealth copy) {
    return copy == null || copy.removed();
  }
}
