package io.vigie.streams.alert.custom;

import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.event.AlertAcknowledge;
import io.vigie.contract.event.CustomAlert;
import io.vigie.contract.event.Event;
import io.vigie.contract.wire.Decoded;
import io.vigie.contract.wire.Envelope;
import io.vigie.contract.wire.EventCodec;
import io.vigie.streams.alert.Alerts;
import io.vigie.streams.alert.Watch;
import io.vigie.streams.flow.Admitted;
import io.vigie.streams.flow.Moment;
import io.vigie.streams.flow.Outlet;
import io.vigie.streams.flow.RuleTold;
import io.vigie.streams.flow.SilenceTold;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The alerts that people and their programs raise, of services and nodes alike. */
public final class Customs {
  private final Alerts<CustomSubject> alerts;
  private final KeyValueStore<String, byte[]> store;
  private final Map<String, Map<String, CustomAlert>> byAnchor = new HashMap<>();
  private boolean looked;

  public Customs(Alerts<CustomSubject> alerts, KeyValueStore<String, byte[]> store) {
    this.alerts = alerts;
    this.store = store;
    try (KeyValueIterator<String, byte[]> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<String, byte[]> entry = all.next();
        if (EventCodec.decode(entry.value) instanceof Decoded.Read read
            && read.envelope().data() instanceof CustomAlert said) {
          said(said.anchor()).put(said.alert().detail(), said);
        }
      }
    }
  }

  public static List<List<Watch<CustomSubject>>> kinds() {
    return List.of(List.of(new Custom()));
  }

  private Map<String, CustomAlert> said(String anchor) {
    return byAnchor.computeIfAbsent(anchor, key -> new LinkedHashMap<>());
  }

  public void hear(Admitted in, Event event) {
    if (event instanceof CustomAlert custom) {
      hear(custom, in.appendMoment());
    } else if (event instanceof AlertAcknowledge act && act.alert().kind() == AlertKind.CUSTOM) {
      alerts.acknowledge(act, in.envelope().time(), in.appendMoment());
    }
  }

  private void hear(CustomAlert custom, Moment moment) {
    Map<String, CustomAlert> said = said(custom.anchor());
    if (custom.withdrawn()) {
      said.remove(custom.alert().detail());
      store.delete(custom.key());
    } else {
      said.put(custom.alert().detail(), custom);
      store.put(
          custom.key(),
          EventCodec.encode(new Envelope<>("held", Outlet.SOURCE, moment.appended(), custom)));
    }
    alerts.look(
        new CustomSubject(List.copyOf(said.values()), custom),
        moment,
        custom.withdrawn() ? "withdrawn" : "cleared");
    if (said.isEmpty()) {
      byAnchor.remove(custom.anchor());
    }
  }

  public void take(RuleTold told) {
    alerts.take(told);
    looked = false;
  }

  public void take(SilenceTold told) {
    alerts.take(told);
  }

  public void tick(Moment moment) {
    if (!looked) {
      looked = true;
      byAnchor.values().forEach(said -> alerts.look(subject(said), moment));
    }
    alerts.tick(moment);
  }

  private static CustomSubject subject(Map<String, CustomAlert> said) {
    List<CustomAlert> all = List.copyOf(said.values());
    return new CustomSubject(all, all.get(all.size() - 1));
  }
}
