package io.vigie.streams.alert.custom;

import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.event.AlertAct;
import io.vigie.contract.event.CustomAlert;
import io.vigie.contract.event.Event;
import io.vigie.contract.id.AlertId;
import io.vigie.contract.wire.Decoded;
import io.vigie.contract.wire.Envelope;
import io.vigie.contract.wire.EventCodec;
import io.vigie.streams.alert.Alerts;
import io.vigie.streams.alert.Watch;
import io.vigie.streams.flow.Admitted;
import io.vigie.streams.flow.Moment;
import io.vigie.streams.flow.NodeMove;
import io.vigie.streams.flow.Outlet;
import io.vigie.streams.flow.RuleTold;
import io.vigie.streams.flow.SilenceTold;
import io.vigie.streams.metric.Counter;
import io.vigie.streams.metric.Metrics;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The alerts that somebody tells: people and their programs, and the collector of itself. */
public final class Customs {
  /** As the api has it, which counts what is recorded only. */
  private static final int MOST_OF_ONE_THING = 100;

  private final Alerts<CustomSubject> alerts;
  private final KeyValueStore<String, byte[]> store;
  private final Metrics metrics;
  private final Map<String, Map<AlertId, CustomAlert>> byAnchor = new HashMap<>();
  private boolean looked;

  public Customs(
      Alerts<CustomSubject> alerts, KeyValueStore<String, byte[]> store, Metrics metrics) {
    this.alerts = alerts;
    this.store = store;
    this.metrics = metrics;
    try (KeyValueIterator<String, byte[]> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<String, byte[]> entry = all.next();
        if (EventCodec.decode(entry.value) instanceof Decoded.Read read
            && read.envelope().data() instanceof CustomAlert said) {
          said(said.anchor()).put(said.alert(), said);
        }
      }
    }
  }

  public static List<List<Watch<CustomSubject>>> kinds() {
    return Stream.of(AlertKind.values())
        .filter(AlertKind::told)
        .map(kind -> List.<Watch<CustomSubject>>of(new Custom(kind)))
        .toList();
  }

  private Map<AlertId, CustomAlert> said(String anchor) {
    return byAnchor.computeIfAbsent(anchor, key -> new LinkedHashMap<>());
  }

  public void hear(Admitted in, Event event) {
    if (event instanceof CustomAlert custom) {
      hear(custom, in.appendMoment());
    } else if (event instanceof AlertAct act && act.alert().kind().told()) {
      alerts.hear(act, in.envelope().time(), in.appendMoment());
    }
  }

  private void hear(CustomAlert custom, Moment moment) {
    Map<AlertId, CustomAlert> said = said(custom.anchor());
    if (refused(custom, said)) {
      metrics.count(Counter.TOLD_REFUSED);
      return;
    }
    if (custom.withdrawn()) {
      said.remove(custom.alert());
      store.delete(custom.key());
    } else {
      said.put(custom.alert(), custom);
      store.put(
          custom.key(),
          EventCodec.encode(new Envelope<>("held", Outlet.SOURCE, moment.appended(), custom)));
    }
    look(custom.anchor(), moment, custom.withdrawn() ? "withdrawn" : "cleared");
  }

  /** Of people's alone: a service and a node of one name have the same ids, and other owners. */
  private static boolean refused(CustomAlert custom, Map<AlertId, CustomAlert> said) {
    if (custom.alert().kind() != AlertKind.CUSTOM) {
      return false;
    }
    CustomAlert held = said.get(custom.alert());
    if (custom.withdrawn()) {
      return held != null && ofOther(custom, held);
    }
    List<CustomAlert> ofPeople =
        said.values().stream().filter(one -> one.alert().kind() == AlertKind.CUSTOM).toList();
    return (held == null && ofPeople.size() >= MOST_OF_ONE_THING)
        || ofPeople.stream().anyMatch(one -> ofOther(custom, one));
  }

  private static boolean ofOther(CustomAlert custom, CustomAlert held) {
    return (custom.node() == null) != (held.node() == null);
  }

  private void look(String anchor, Moment moment, String reason) {
    Map<AlertId, CustomAlert> said = said(anchor);
    alerts.look(new CustomSubject(anchor, List.copyOf(said.values())), moment, reason);
    if (said.isEmpty()) {
      byAnchor.remove(anchor);
    }
  }

  /** People retired what they were about. */
  public void retire(Object anchor, boolean ofNode, Moment moment) {
    Map<AlertId, CustomAlert> said = byAnchor.get(anchor.toString());
    if (said != null
        && forget(said, custom -> (ofNode ? custom.node() : custom.service()) != null)) {
      look(anchor.toString(), moment, "retired");
    }
  }

  private boolean forget(Map<AlertId, CustomAlert> said, Predicate<CustomAlert> which) {
    List<CustomAlert> gone = said.values().stream().filter(which).toList();
    for (CustomAlert custom : gone) {
      said.remove(custom.alert());
      store.delete(custom.key());
    }
    return !gone.isEmpty();
  }

  public void take(RuleTold told) {
    alerts.take(told);
    looked = false;
  }

  public void take(SilenceTold told) {
    alerts.take(told);
  }

  public void maintain(NodeMove move) {
    alerts.maintain(move.node(), move.maintenance());
  }

  public void tick(Moment moment) {
    if (!looked) {
      looked = true;
      List.copyOf(byAnchor.keySet()).forEach(anchor -> look(anchor, moment, "cleared"));
    }
    alerts.tick(moment);
    byAnchor.values().forEach(said -> forget(said, custom -> ended(custom, moment)));
    byAnchor.values().removeIf(Map::isEmpty);
  }

  private static boolean ended(CustomAlert custom, Moment moment) {
    return custom.until() != null && !custom.until().isAfter(moment.appended());
  }

  /** How many are open now; for another thread to read. */
  public int open() {
    return alerts.open();
  }
}
