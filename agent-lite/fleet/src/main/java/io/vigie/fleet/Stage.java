package io.vigie.fleet;

import io.vigie.contract.availability.Availability;
import io.vigie.contract.event.LogLevel;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.id.ResourceGroup;
import io.vigie.contract.id.Rid;
import io.vigie.contract.id.ServiceId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * What a proof lets happen to a fleet, and to whom it happened. Only the fleet's own thread uses it
 * ({@link Fleet#stage}); no service or node is taken twice.
 */
public final class Stage {
  private static final Acts.Asker PERSON = Acts.Asker.user("jbernard");
  private static final Duration UPGRADE = Duration.ofSeconds(8);

  private final World world;
  private final Timeline timeline;
  private final Acts acts;
  private final Set<SimService> used = new HashSet<>();

  Stage(World world) {
    this.world = world;
    this.timeline = world.timeline();
    this.acts = new Acts(timeline, new Random(1));
  }

  /** A person moves services to another node: stop here, start there. */
  public List<ServiceId> switchOver(int count) {
    List<ServiceId> moved = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      SimService service = movable();
      SimInstance here = service.active();
      SimInstance there = service.standby();
      acts.stop(here, PERSON);
      timeline.in(8, () -> acts.start(there, PERSON));
      moved.add(id(service));
    }
    return moved;
  }

  /** A machine dies; the others take its failover services over 12 s later. */
  public NodeId crash() {
    SimNode node = movable().active().node();
    List<SimService> moved = runningOn(node);
    node.crash();
    moved.forEach(service -> timeline.in(12, () -> takeOver(service, node)));
    return node.identity().id();
  }

  private List<SimService> runningOn(SimNode node) {
    List<SimService> running = new ArrayList<>();
    for (SimService service : world.services()) {
      if (!service.isFlex() && service.active() != null && service.active().node() == node) {
        running.add(service);
        used.add(service);
      }
    }
    return running;
  }

  private void takeOver(SimService service, SimNode lost) {
    SimInstance standby = service.standby();
    if (standby != null) {
      standby.supersedes(List.of(lost.name()));
      acts.start(standby, Acts.Asker.MONITOR);
    }
  }

  /** It boots, and starts what runs on several nodes. */
  public void boot(NodeId id) {
    SimNode node = node(id);
    node.boot();
    node.instances().stream()
        .filter(instance -> instance.plan().trade().flex)
        .forEach(instance -> acts.start(instance, Acts.Asker.MONITOR));
  }

  /**
   * Every agent says goodbye and another version of it starts.
   *
   * @param within when the last one says goodbye
   */
  public void upgrade(Duration within) {
    List<SimNode> nodes = world.nodes();
    for (int i = 0; i < nodes.size(); i++) {
      SimNode node = nodes.get(i);
      Duration at = within.multipliedBy(i).dividedBy(nodes.size());
      timeline.in(at, node::leave);
      timeline.in(at.plus(UPGRADE), node::startAgent);
    }
  }

  /** Cuts the network of so many nodes, one after the other. */
  public List<NodeId> cut(int count, Duration within) {
    List<SimNode> cut = world.nodes().subList(0, count);
    for (int i = 0; i < count; i++) {
      SimNode node = cut.get(i);
      timeline.in(within.multipliedBy(i).dividedBy(count), () -> node.connect(false));
    }
    return cut.stream().map(node -> node.identity().id()).toList();
  }

  public void mend() {
    world.nodes().forEach(node -> node.connect(true));
  }

  /** Somebody starts a service that is up elsewhere, and stops it there after so long. */
  public ServiceId split(Duration lasts) {
    SimService service = movable();
    SimInstance second = service.standby();
    acts.start(second, PERSON);
    timeline.in(lasts, () -> acts.stop(second, PERSON));
    return id(service);
  }

  /** The application of a service dies, and is there again after so long. */
  public ServiceId outage(Duration lasts) {
    SimInstance instance;
    do {
      instance = movable().active();
    } while (instance.first(ResourceGroup.APP) == null);
    SimInstance hit = instance;
    for (Rid rid : hit.startOrder()) {
      hit.set(rid, Availability.DOWN, LogLevel.ERROR, "process is gone");
      timeline.in(lasts, () -> hit.set(rid, Availability.UP));
    }
    return new ServiceId(hit.plan().cluster(), hit.plan().name());
  }

  private SimService movable() {
    SimService service =
        world.services().stream()
            .filter(each -> !used.contains(each) && !each.isFlex() && each.isCalm())
            .filter(each -> each.active() != null && each.standby() != null)
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no service is left that can move"));
    used.add(service);
    return service;
  }

  private SimNode node(NodeId id) {
    return world.nodes().stream()
        .filter(node -> node.identity().id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static ServiceId id(SimService service) {
    return new ServiceId(service.plan().cluster(), service.plan().name());
  }
}
