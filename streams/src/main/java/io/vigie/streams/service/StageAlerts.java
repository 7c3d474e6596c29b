package io.vigie.streams.service;

import io.vigie.contract.event.Event;
import io.vigie.contract.event.NodeState;
import io.vigie.contract.id.ServiceId;
import io.vigie.streams.alert.custom.Customs;
import io.vigie.streams.flow.Admitted;
import io.vigie.streams.flow.Moment;
import io.vigie.streams.flow.NodeMove;
import io.vigie.streams.flow.RootTold;
import io.vigie.streams.flow.RuleTold;
import io.vigie.streams.flow.SilenceTold;

/** All alerts that the service stage keeps: of services, of sites, of people. */
final class StageAlerts {
  private final ServiceAlerts services;
  private final Sites sites;
  private final Customs customs;

  StageAlerts(ServiceAlerts services, Sites sites, Customs customs) {
    this.services = services;
    this.sites = sites;
    this.customs = customs;
  }

  /** What is neither a status nor a configuration nor a pulse. */
  void hear(Admitted in, Event event) {
    services.hear(in, event);
    sites.hear(in, event);
    customs.hear(in, event);
  }

  /** What its cluster says of a service, or whether that counts, may be another. */
  void claimed(Service service, Moment moment) {
    services.look(service, service.shown(), moment);
  }

  /** Somebody works on that node, or nobody does. */
  void maintain(NodeMove move) {
    services.maintain(move);
    customs.maintain(move);
  }

  void hear(NodeMove move, Moment moment) {
    maintain(move);
    sites.hear(move, moment);
    if (move.state() == NodeState.RETIRED) {
      customs.retire(move.node(), true, moment);
    }
  }

  void hear(RootTold told) {
    sites.hear(told, new Moment(told.at(), told.at(), told.cause()));
  }

  /** Nothing is left of a service that people retired. */
  void retired(ServiceId service, Moment moment) {
    customs.retire(service, false, moment);
  }

  void take(RuleTold told) {
    services.take(told);
    sites.take(told);
    customs.take(told);
  }

  void take(SilenceTold told) {
    services.take(told);
    sites.take(told);
    customs.take(told);
  }

  /** A second passed, and timers may fire. */
  void tick(Moment moment) {
    services.tick(moment);
    sites.tick(moment);
    customs.tick(moment);
  }

  /** How many are open now; for another thread to read. */
  int open() {
    return services.open() + sites.open() + customs.open();
  }
}
