package io.vigie.fleet;

import io.vigie.contract.availability.Availability;
import io.vigie.contract.event.LogLevel;
import io.vigie.contract.id.ResourceGroup;
import io.vigie.contract.id.Rid;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What goes wrong in a fleet. Each mishap mends itself, so that the next loop begins well. */
final class Mishaps {
  private static final Logger LOG = LoggerFactory.getLogger(Mishaps.class);

  private final World world;
  private final Timeline timeline;
  private final Acts acts;
  private final Copies copies;
  private final Random random;

  Mishaps(World world, Acts acts, Copies copies, Random random) {
    this.world = world;
    this.timeline = world.timeline();
    this.acts = acts;
    this.copies = copies;
    this.random = random;
  }

  /** A machine dies; the others take its services over, and it comes back later. */
  void crashFailover() {
    SimNode node = node(this::runsSomethingThatCanMove);
    if (node == null) {
      return;
    }
    tell("node crashes", node.name());
    List<SimService> moved =
        world.services().stream()
            .filter(each -> !each.isFlex() && each.active() != null)
            .filter(each -> each.active().node() == node)
            .toList();
    node.crash();
    double at = 12;
    for (SimService service : moved) {
      timeline.in(at, () -> takeOver(service, node));
      at += 1.5;
    }
    timeline.in(150, () -> boot(node));
    double back = 200;
    for (SimService service : moved) {
      timeline.in(back, () -> giveBack(service, node));
      back += 15;
    }
  }

  private boolean runsSomethingThatCanMove(SimNode node) {
    return world.services().stream()
        .anyMatch(
            each ->
                !each.isFlex()
                    && each.isCalm()
                    && each.active() != null
                    && each.active().node() == node
                    && each.standby() != null);
  }

  private void takeOver(SimService service, SimNode lost) {
    SimInstance standby = service.standby();
    if (standby != null) {
      standby.supersedes(List.of(lost.name()));
      acts.start(standby, Acts.Asker.MONITOR);
    }
  }

  private void boot(SimNode node) {
    node.boot();
    // flex services start with their machine, failover services run elsewhere by now
    node.instances().stream()
        .filter(each -> each.plan().trade().flex)
        .forEach(each -> acts.start(each, Acts.Asker.MONITOR));
  }

  private void giveBack(SimService service, SimNode home) {
    SimInstance there = service.active();
    SimInstance here =
        service.instances().stream().filter(each -> each.node() == home).findFirst().orElseThrow();
    if (there == null || there == here) {
      if (!here.isUp()) {
        acts.start(here, Acts.Asker.user("lmartin"));
      }
      return;
    }
    acts.stop(there, Acts.Asker.user("lmartin"));
    timeline.in(8, () -> acts.start(here, Acts.Asker.user("lmartin")));
  }

  /** The agent dies, the services run on and nobody says so. */
  void agentDeath() {
    SimNode node = node(each -> true);
    if (node != null) {
      tell("agent dies", node.name());
      node.killAgent();
      timeline.in(120, node::startAgent);
    }
  }

  /** A switch of a rack fails: its nodes fall silent together and are all back later. */
  void silentRack() {
    List<SimNode> rack =
        world.racks().entrySet().stream()
            .filter(each -> each.getValue().stream().allMatch(SimNode::isWell))
            .max(
                Comparator.<Map.Entry<String, List<SimNode>>>comparingInt(
                        each -> each.getValue().size())
                    .thenComparing(Map.Entry::getKey))
            .map(Map.Entry::getValue)
            .orElse(List.of());
    if (rack.size() < 2) {
      return;
    }
    tell("rack falls silent", rack.get(0).identity().location());
    rack.forEach(each -> each.connect(false));
    timeline.in(90, () -> rack.forEach(each -> each.connect(true)));
  }

  /** An application that cannot make up its mind. */
  void flappingApp() {
    SimInstance instance = upWith(ResourceGroup.APP);
    if (instance == null) {
      return;
    }
    tell("app flaps", instance.id().toString());
    Rid app = instance.first(ResourceGroup.APP);
    for (int i = 0; i < 7; i++) {
      timeline.in(
          10.0 * i, () -> instance.set(app, Availability.DOWN, LogLevel.ERROR, "process is gone"));
      timeline.in(10.0 * i + 4, () -> instance.set(app, Availability.UP));
    }
  }

  /** A service that is restarted after maintenance and does not come up. */
  void failedStart() {
    SimService service = service(each -> !each.isFlex() && each.active() != null && each.isCalm());
    if (service == null) {
      return;
    }
    SimInstance instance = service.active();
    tell("start fails", instance.id().toString());
    Acts.Asker person = Acts.Asker.user("cdupuis");
    acts.stop(instance, person);
    timeline.in(15, () -> acts.failToStart(instance, person));
    timeline.in(100, () -> acts.start(instance, person));
  }

  /** A synchronisation that has not run for too long. */
  void lateSync() {
    SimInstance instance = upWith(ResourceGroup.SYNC);
    if (instance == null) {
      return;
    }
    Rid sync = instance.first(ResourceGroup.SYNC);
    tell("sync is late", instance.id() + " " + sync);
    instance.set(sync, Availability.WARN, LogLevel.WARN, "last good run 26 h ago, late after 24 h");
    timeline.in(140, () -> copies.mend(instance, sync));
  }

  /** Somebody starts the standby by hand: two instances of a failover service are up. */
  void split() {
    SimService service =
        service(
            each ->
                !each.isFlex() && each.active() != null && each.standby() != null && each.isCalm());
    if (service == null) {
      return;
    }
    SimInstance second = service.standby();
    tell("service splits", second.id().toString());
    Acts.Asker person = Acts.Asker.user("jbernard");
    acts.start(second, person);
    timeline.in(80, () -> acts.stop(second, person));
  }

  /** An instance up in calm surroundings that has such a resource, or null. */
  private SimInstance upWith(ResourceGroup group) {
    SimService service =
        service(
            each -> each.isCalm() && each.active() != null && each.active().first(group) != null);
    return service == null ? null : service.active();
  }

  private SimService service(Predicate<SimService> fit) {
    List<SimService> fitting = world.services().stream().filter(fit).toList();
    return fitting.isEmpty() ? null : fitting.get(random.nextInt(fitting.size()));
  }

  private SimNode node(Predicate<SimNode> fit) {
    List<SimNode> fitting =
        world.nodes().stream().filter(each -> each.isWell() && fit.test(each)).toList();
    return fitting.isEmpty() ? null : fitting.get(random.nextInt(fitting.size()));
  }

  private static void tell(String what, String where) {
    LOG.atInfo().addKeyValue("where", where).log(what);
  }
}
