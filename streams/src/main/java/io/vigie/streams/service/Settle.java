package io.vigie.streams.service;

import io.vigie.contract.event.ServiceHealth;
import io.vigie.contract.id.NodeId;
import io.vigie.streams.flow.Moment;
import io.vigie.streams.flow.NodeCopies;
import io.vigie.streams.flow.NodeMove;
import io.vigie.streams.flow.Outbound;
import io.vigie.streams.flow.Outlet;
import io.vigie.streams.instance.Instance;
import io.vigie.streams.instance.InstanceChange;
import io.vigie.streams.metric.Counter;
import io.vigie.streams.metric.Metrics;
import io.vigie.streams.siem.Ecs;
import java.util.ArrayList;
import java.util.List;

/**
 * Works out what a change means for a service and all its instances, publishes what differs from
 * what was published last, and stores it. Everything is made and encoded before anything is
 * touched.
 */
final class Settle {
  /** Names of the sinks: health, and what is told to those who read logs. */
  record Sinks(String instance, String service, String siem) {}

  private final Services services;
  private final NodeCopies nodes;
  private final Outlet outlet;
  private final Sinks sinks;
  private final ServiceAlerts alerts;
  private final Syncs syncs;
  private final Metrics metrics;

  Settle(
      Services services,
      NodeCopies nodes,
      Outlet outlet,
      Sinks sinks,
      ServiceAlerts alerts,
      Syncs syncs,
      Metrics metrics) {
    this.services = services;
    this.nodes = nodes;
    this.outlet = outlet;
    this.sinks = sinks;
    this.alerts = alerts;
    this.syncs = syncs;
    this.metrics = metrics;
  }

  void service(Service service, Moment moment) {
    service.unsettled(true);
    View view = View.of(service, node -> node(service, node));
    List<InstanceChange> changes = new ArrayList<>();
    List<Outbound> outbounds = new ArrayList<>();
    for (Instance instance : service.instances()) {
      InstanceChange change =
          InstanceChange.of(
              instance,
              instance.freshness(node(service, instance.id().node())),
              view.role(instance),
              moment);
      if (change != null) {
        changes.add(change);
        outbounds.add(outlet.prepare(change.event(), moment.event()));
      }
    }
    ServiceHealth previous = service.shown();
    ServiceChange serviceChange = ServiceChange.of(view, previous, moment);
    Outbound serviceOut =
        serviceChange == null ? null : outlet.prepare(serviceChange.event(), moment.event());
    apply(changes, outbounds);
    if (serviceChange != null) {
      metrics.count(Counter.SERVICE_CHANGES);
      service.shows(serviceChange.shown());
      services.store(service);
      outlet.write(sinks.service(), serviceOut);
      if (serviceChange.event().previous() != null) {
        metrics.count(Counter.SIEM);
        outlet.tell(sinks.siem(), service.id().toString(), Ecs.of(serviceChange.event()));
      }
    }
    storeUnseen(service);
    service.unsettled(false);
    alerts.look(service, previous, moment);
    syncs.settle(service, moment);
    if (serviceChange != null || !changes.isEmpty()) {
      outlet.commitSoon();
    }
  }

  /** What changed without being shown. */
  private void storeUnseen(Service service) {
    for (Instance instance : service.instances()) {
      if (!instance.isStored()) {
        services.store(instance);
      }
    }
  }

  private void apply(List<InstanceChange> changes, List<Outbound> outbounds) {
    for (int i = 0; i < changes.size(); i++) {
      metrics.count(Counter.INSTANCE_CHANGES);
      InstanceChange change = changes.get(i);
      change.apply();
      services.store(change.instance());
      outlet.write(sinks.instance(), outbounds.get(i));
    }
  }

  private NodeMove node(Service service, String node) {
    return nodes.of(new NodeId(service.id().cluster(), node));
  }
}
