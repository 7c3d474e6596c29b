package io.vigie.streams.service;

import io.vigie.contract.alert.AlertScope;
import io.vigie.contract.availability.Availability;
import io.vigie.contract.event.ActionAcknowledge;
import io.vigie.contract.event.ActionBegin;
import io.vigie.contract.event.ActionEnd;
import io.vigie.contract.event.AlertAct;
import io.vigie.contract.event.Event;
import io.vigie.contract.event.InstanceHealth;
import io.vigie.contract.event.NodeState;
import io.vigie.contract.event.ServiceClaim;
import io.vigie.contract.event.ServiceHealth;
import io.vigie.contract.event.SyncResult;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.id.ServiceId;
import io.vigie.streams.alert.Alerts;
import io.vigie.streams.alert.service.Claimed;
import io.vigie.streams.alert.service.Doings;
import io.vigie.streams.alert.service.DoingsCodec;
import io.vigie.streams.alert.service.Member;
import io.vigie.streams.alert.service.ServiceSubject;
import io.vigie.streams.flow.Admitted;
import io.vigie.streams.flow.Moment;
import io.vigie.streams.flow.NodeCopies;
import io.vigie.streams.flow.NodeMove;
import io.vigie.streams.flow.Outlet;
import io.vigie.streams.flow.RuleTold;
import io.vigie.streams.flow.SilenceTold;
import io.vigie.streams.instance.Instance;
import io.vigie.streams.metric.Counter;
import io.vigie.streams.metric.Metrics;
import io.vigie.streams.siem.Ecs;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The alerts of a task's services, and what is done to them as far as alerts need it. */
final class ServiceAlerts {
  /** Services looked at again in one second after a rule changed. */
  private static final int SLICE = 1_000;

  private final Services services;
  private final NodeCopies nodes;
  private final Alerts<ServiceSubject> alerts;
  private final KeyValueStore<String, byte[]> store;
  private final Outlet outlet;
  private final String siem;
  private final Metrics metrics;
  private final Map<ServiceId, Doings> doings = new HashMap<>();
  private final Deque<ServiceId> again = new ArrayDeque<>();
  private boolean looked;

  ServiceAlerts(
      Services services,
      NodeCopies nodes,
      Alerts<ServiceSubject> alerts,
      KeyValueStore<String, byte[]> doingsStore,
      Outlet outlet,
      String siem,
      Metrics metrics) {
    this.services = services;
    this.nodes = nodes;
    this.alerts = alerts;
    this.store = doingsStore;
    this.outlet = outlet;
    this.siem = siem;
    this.metrics = metrics;
    try (KeyValueIterator<String, byte[]> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<String, byte[]> entry = all.next();
        doings.put(ServiceId.parse(entry.key), DoingsCodec.decode(entry.value));
      }
    }
  }

  void look(Service service, ServiceHealth previous, Moment moment) {
    if (service.shown() != null && !plainlyWell(service)) {
      alerts.look(subject(service, previous), moment);
      if (service.shown().removed()) {
        services.forgetClaim(service);
        if (doings.remove(service.id()) != null) {
          store.delete(service.id().toString());
        }
      }
    }
  }

  /** Most services most of the time: nothing to look at, and nothing to end. */
  private boolean plainlyWell(Service service) {
    ServiceHealth shown = service.shown();
    return shown.avail() == Availability.UP
        && shown.overall() == Availability.UP
        && !shown.stale()
        && !shown.frozen()
        && !shown.misplaced()
        && !doings.containsKey(service.id())
        && service.agrees()
        && !disputed(service)
        && alerts.quiet(service.id().toString());
  }

  private boolean disputed(Service service) {
    Claimed claimed = claimed(service);
    return claimed != null && claimed.differs(service.shown());
  }

  /** Null when its cluster says nothing, or who spoke for it is not to be believed now. */
  private Claimed claimed(Service service) {
    if (service.claim() == null) {
      return null;
    }
    ServiceClaim said = service.claim().said();
    NodeMove by = nodes.of(said.by());
    Instance there = service.instance(said.by().node());
    boolean speaks = by == null || by.state() == NodeState.ALIVE || by.state() == NodeState.KNOWN;
    boolean doubtful =
        there != null
            && !there.removed()
            && there.report().heard()
            && !there.freshness(by).trusted();
    return speaks && !doubtful ? new Claimed(said.by(), said.avail(), said.overall()) : null;
  }

  /** Actions and copies of a service, and what people say of its alerts. */
  void hear(Admitted in, Event event) {
    long appended = in.appendedMillis();
    // an upgrade reads months of them for the first time: nobody is told of those as if they were
    // new
    if (!outlet.isNew() && !(event instanceof SyncResult)) {
      return;
    }
    if (event instanceof ActionBegin begin) {
      done(begin.instance().serviceId()).begin(begin, appended);
      lookAt(begin.instance().serviceId(), in, "cleared");
    } else if (event instanceof ActionEnd end) {
      metrics.count(Counter.SIEM);
      outlet.tell(siem, end.anchor(), Ecs.of(end, in.appendMoment().appended()));
      done(end.instance().serviceId()).end(end, appended);
      lookAt(end.instance().serviceId(), in, "cleared");
    } else if (event instanceof SyncResult result) {
      done(result.instance().serviceId()).copied(result, appended);
      lookAt(result.instance().serviceId(), in, "cleared");
    } else if (event instanceof ActionAcknowledge act) {
      if (act.node() != null) {
        // nobody else tells it: what people do at the console is in the audit
        metrics.count(Counter.SIEM);
        outlet.tell(siem, act.anchor(), Ecs.of(act, in.envelope(), in.appendMoment().appended()));
      }
      done(act.service()).acknowledge(act);
      lookAt(act.service(), in, "acknowledged");
    } else if (event instanceof AlertAct act && act.alert().kind().scope() == AlertScope.SERVICE) {
      alerts.hear(act, in.envelope().time(), in.appendMoment());
    }
  }

  private Doings done(ServiceId service) {
    return doings.computeIfAbsent(service, id -> new Doings());
  }

  private void lookAt(ServiceId id, Admitted in, String reason) {
    store.put(id.toString(), DoingsCodec.encode(doings.get(id)));
    Service service = services.known(id);
    if (service != null && service.shown() != null) {
      alerts.look(subject(service, service.shown()), in.appendMoment(), reason);
    }
  }

  int open() {
    return alerts.open();
  }

  void take(RuleTold told) {
    alerts.take(told);
    again.clear();
    services.all().forEach(service -> again.add(service.id()));
  }

  void take(SilenceTold told) {
    alerts.take(told);
  }

  void maintain(NodeMove move) {
    alerts.maintain(move.node(), move.maintenance());
  }

  /** A second passed, and timers may fire. */
  void tick(Moment moment) {
    if (!looked) {
      looked = true;
      again.clear();
      services.all().forEach(service -> lookAgain(service, moment));
    }
    for (int left = Math.min(SLICE, again.size()); left > 0; left--) {
      lookAgain(services.service(again.remove()), moment);
    }
    alerts.tick(moment);
  }

  private void lookAgain(Service service, Moment moment) {
    look(service, service.shown(), moment);
  }

  private ServiceSubject subject(Service service, ServiceHealth previous) {
    List<Member> members = new ArrayList<>();
    Map<String, String> checksums = new TreeMap<>();
    for (Instance instance : service.present()) {
      String node = instance.id().node();
      NodeMove move = nodes.of(new NodeId(service.id().cluster(), node));
      members.add(member(instance, move));
      Config config = service.config(node);
      if (config != null) {
        checksums.put(node, config.config().checksum());
      }
    }
    Doings done = doings.get(service.id());
    return new ServiceSubject(
        service.shown(),
        previous,
        members,
        checksums,
        done == null ? new Doings() : done,
        claimed(service),
        service.lastUpOn());
  }

  private static Member member(Instance instance, NodeMove move) {
    InstanceHealth shown = instance.shown();
    return new Member(
        instance.id().node(),
        instance.avail(),
        shown == null ? instance.avail() : shown.overall(),
        instance.freshness(move).trusted(),
        instance.freshness(move).reason(),
        instance.report().status().frozen(),
        instance.report().heard(),
        shown == null ? 0 : shown.knownFrom().toEpochMilli(),
        move == null ? null : move.state(),
        move != null && move.frozen(),
        move != null && move.maintenance(),
        instance.report().status().supersedes());
  }
}
