package io.vigie.streams.replay;

import io.vigie.contract.event.ActionAcknowledge;
import io.vigie.contract.event.ActionBegin;
import io.vigie.contract.event.ActionEnd;
import io.vigie.contract.event.CustomAlert;
import io.vigie.contract.event.Event;
import io.vigie.contract.event.InstanceHealth;
import io.vigie.contract.event.NodeHealth;
import io.vigie.contract.event.NodeState;
import io.vigie.contract.event.ServiceHealth;
import io.vigie.contract.event.SyncResult;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.id.ServiceId;
import io.vigie.contract.topic.Topic;
import io.vigie.streams.alert.Roots;
import io.vigie.streams.flow.Admitted;
import io.vigie.streams.flow.Moment;
import io.vigie.streams.flow.Position;
import io.vigie.streams.flow.RootTold;
import io.vigie.streams.flow.RuleTold;
import io.vigie.streams.flow.SilenceTold;
import io.vigie.streams.node.Carried;
import io.vigie.streams.pulse.PulseClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Changes that were recorded, heard once more in their order, and what several sets of rules would
 * have raised on them. Alerts are made by the streams' own engine; only what they ask of services
 * and nodes is taken from records of what was derived then, for those are kept for long.
 */
public final class Replay {
  /** What it reads, beside the policies. Of records of one moment the topics' order here counts. */
  public static final List<Topic> TOPICS =
      List.of(
          Topic.NODE_HEALTH,
          Topic.INSTANCE_HEALTH,
          Topic.SERVICE_HEALTH,
          Topic.ACTION,
          Topic.SYNC,
          Topic.COMMAND);

  private final Fleet fleet;
  private final List<Run> runs;
  private final long beginMillis;
  private final PulseClock centre = new PulseClock();
  private final Map<Integer, Lane> lanes = new TreeMap<>();
  private final Set<ServiceId> partial = new HashSet<>();
  private boolean running;
  private long nowMillis;

  /**
   * @param carried what each node ran, as last told
   * @param silences those people set
   * @param beginMillis append time from which on alerts are made; before it is only learned what
   *     there is
   * @param fromMillis alerts that ended before are let go
   * @param rules what people say of kinds, for each set; a kind that is left out has its default
   */
  public Replay(
      Map<NodeId, Carried> carried,
      Collection<SilenceTold> silences,
      long beginMillis,
      long fromMillis,
      List<Collection<RuleTold>> rules) {
    fleet = new Fleet(carried);
    this.beginMillis = beginMillis;
    runs = rules.stream().map(set -> new Run(fleet, set, silences, centre, fromMillis)).toList();
  }

  /**
   * What was raised under the set of rules of that number, and was open at {@code from} or later.
   */
  public List<Raising> raisings(int set) {
    return runs.get(set).raisings();
  }

  public int services() {
    return (int) fleet.services().stream().filter(ServiceState::shown).count();
  }

  public int nodes() {
    return fleet.nodes().size();
  }

  /** Services of which something was not known when it mattered: they were left out then. */
  public int partlyKnown() {
    return partial.size();
  }

  /** A second passed on a partition of a topic that carries pulses. */
  public void pulse(Topic topic, int partition, long appendedMillis) {
    moveOn(appendedMillis);
    Lane lane = lane(partition);
    Instant appended = Instant.ofEpochMilli(appendedMillis);
    Position position = new Position(topic.wire(), partition, 0);
    Moment moment = new Moment(appended, appended, "");
    if (topic == Topic.SERVICE_HEALTH) {
      settle(lane);
      open(position, appendedMillis);
      boolean lanes = lane.services.hear(appendedMillis);
      boolean all = centre.hear(appendedMillis);
      if (running && lanes) {
        tickServices(lane, moment);
      }
      if (running && all) {
        runs.forEach(run -> run.tickCentre(moment));
      }
    } else if (topic == Topic.NODE_HEALTH) {
      open(position, appendedMillis);
      if (lane.nodes.hear(appendedMillis) && running) {
        tickNodes(lane, moment);
      }
    }
  }

  private void tickServices(Lane lane, Moment moment) {
    if (lane.allServices) {
      lane.allServices = false;
      fleet.services().stream()
          .filter(service -> service.partition() == lane.partition)
          .forEach(lane.again::add);
    }
    lane.again.forEach(service -> look(service, lane, moment, "cleared"));
    lane.again.clear();
    runs.forEach(run -> run.tickServices(lane, moment));
  }

  private void tickNodes(Lane lane, Moment moment) {
    if (lane.allNodes) {
      lane.allNodes = false;
      for (Fleet.NodeState node : fleet.nodes()) {
        if (node.partition() == lane.partition) {
          runs.forEach(run -> run.look(node.health(), lane, moment));
        }
      }
    }
    runs.forEach(run -> run.tickNodes(lane, moment));
  }

  /**
   * A record of one of {@link #TOPICS}.
   *
   * @param in without a stamp: who sent it was asked when it was new
   */
  public void hear(Admitted in) {
    moveOn(in.appendedMillis());
    Lane lane = lane(in.position().partition());
    Event event = in.event();
    if (event instanceof InstanceHealth health) {
      ServiceState service = moving(lane, health.instance().serviceId(), in);
      fleet.take(health, service);
    } else if (event instanceof ServiceHealth health) {
      ServiceState service = moving(lane, health.service(), in);
      fleet.take(health, service);
    } else {
      settle(lane);
      open(in.position(), in.appendedMillis());
      hearOther(lane, in, event);
    }
  }

  private void hearOther(Lane lane, Admitted in, Event event) {
    if (event instanceof NodeHealth health) {
      hear(lane, in, health);
    } else if (event instanceof ActionBegin begin) {
      ServiceState service = fleet.service(begin.instance().serviceId(), lane.partition);
      service.doings().begin(begin, in.appendedMillis());
      look(service, lane, in.appendMoment(), "cleared");
    } else if (event instanceof ActionEnd end) {
      ServiceState service = fleet.service(end.instance().serviceId(), lane.partition);
      service.doings().end(end, in.appendedMillis());
      look(service, lane, in.appendMoment(), "cleared");
    } else if (event instanceof SyncResult result) {
      ServiceState service = fleet.service(result.instance().serviceId(), lane.partition);
      service.doings().copied(result, in.appendedMillis());
      look(service, lane, in.appendMoment(), "cleared");
    } else if (event instanceof ActionAcknowledge act) {
      ServiceState service = fleet.service(act.service(), lane.partition);
      service.doings().acknowledge(act);
      look(service, lane, in.appendMoment(), "acknowledged");
    } else if (event instanceof CustomAlert) {
      runs.forEach(run -> run.hear(in));
    }
  }

  private void hear(Lane lane, Admitted in, NodeHealth health) {
    NodeHealth before = fleet.node(health.node());
    fleet.take(health, lane.partition);
    boolean skewed =
        before == null
            || Admitted.notable(before.skewMillis()) != Admitted.notable(health.skewMillis());
    if (!running || health.touch() && !skewed) {
      return;
    }
    Moment moment = in.appendMoment();
    runs.forEach(run -> run.look(health, lane, moment));
    if (!health.touch()) {
      runs.forEach(run -> run.move(health, moment));
      // what changes about them comes with records of their own, before the next pulse
      fleet.on(health.node()).forEach(service -> lane(service.partition()).again.add(service));
    }
  }

  /** The service that a record is about, after what changed before it was looked at. */
  private ServiceState moving(Lane lane, ServiceId id, Admitted in) {
    if (lane.last != null && lane.last.appendedMillis() != in.appendedMillis()) {
      settle(lane);
    }
    ServiceState service = fleet.service(id, lane.partition);
    lane.moving.add(service);
    lane.last = in;
    return service;
  }

  /** Nothing more is read: what was heard last is looked at too. */
  public void end() {
    lanes.values().forEach(this::settle);
    hearRoots();
  }

  private void settle(Lane lane) {
    if (!lane.moving.isEmpty()) {
      open(lane.last.position(), lane.last.appendedMillis());
      Moment moment = lane.last.appendMoment();
      lane.moving.forEach(service -> look(service, lane, moment, "cleared"));
      lane.moving.clear();
    }
  }

  private void look(ServiceState service, Lane lane, Moment moment, String reason) {
    if (!running || !service.shown()) {
      return;
    }
    if (service.whole()) {
      runs.forEach(run -> run.look(service, lane, moment, reason));
    } else {
      partial.add(service.id());
    }
  }

  private void moveOn(long appendedMillis) {
    // of roots every task is told, which takes a moment
    if (appendedMillis > nowMillis) {
      hearRoots();
      nowMillis = appendedMillis;
    }
    if (!running && appendedMillis >= beginMillis) {
      running = true;
      List<NodeHealth> nodes =
          new ArrayList<>(fleet.nodes().stream().map(Fleet.NodeState::health).toList());
      // as they fell silent one after the other, of all that there are
      nodes.sort(
          Comparator.comparing((NodeHealth node) -> node.state() == NodeState.SILENT)
              .thenComparing(NodeHealth::knownFrom));
      open(new Position("", 0, 0), appendedMillis);
      runs.forEach(run -> run.begin(nodes));
      hearRoots();
      lanes.values().forEach(Lane::lookAtAll);
    }
  }

  private void hearRoots() {
    for (Run run : runs) {
      for (RootTold root = run.nextRoot(); root != null; root = run.nextRoot()) {
        Moment moment = new Moment(root.at(), root.at(), root.cause());
        run.hear(root, moment);
        for (Fleet.NodeState node : fleet.nodes()) {
          if (Roots.covers(root.root(), node.health().site())) {
            run.look(node.health(), lane(node.partition()), moment);
          }
        }
      }
    }
  }

  private void open(Position position, long appendedMillis) {
    runs.forEach(run -> run.open(position, appendedMillis));
  }

  private Lane lane(int partition) {
    return lanes.computeIfAbsent(partition, Lane::new);
  }
}
