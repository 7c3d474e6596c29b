package io.vigie.agent;

import io.vigie.agent.node.Carried;
import io.vigie.agent.node.Host;
import io.vigie.contract.availability.Availability;
import io.vigie.contract.availability.Topology;
import io.vigie.contract.event.InstanceStatus;
import io.vigie.contract.event.Maintenance;
import io.vigie.contract.event.NodeFacts;
import io.vigie.contract.event.NodeHeartbeat;
import io.vigie.contract.event.NodeLeaving;
import io.vigie.contract.event.ServiceConfig;
import io.vigie.contract.id.InstanceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The agent of one node, as an object: everything it needs is given to it, and it has no thread.
 * {@link #tick} drives it; it says what it finds into a spool, and who empties the spool is not its
 * business.
 *
 * <p>Times are monotonic nanoseconds: a wall clock that steps must not silence a node.
 */
public final class Agent {
  private static final Logger LOG = LoggerFactory.getLogger(Agent.class);

  private final NodeIdentity node;
  private final Pace pace;
  private final Host host;
  private final Instances instances;
  private final Carried carried;
  private final Voice voice;
  private final Executor evaluations;
  private final String version;
  private final Supplier<Maintenance> upkeep;
  private final Map<InstanceId, Watched> watched = new ConcurrentHashMap<>();
  private final Due watch;
  private final Due monitor;
  private final Due evaluation;
  private final Due refresh;
  private final Due heartbeat;
  private final Due inventory;
  private volatile boolean factsChanged = true;
  private volatile boolean inventoryChanged;

  /** Something was seen of a service, or waits to be said. */
  private volatile boolean news;

  private Maintenance saidMaintenance;

  /** Of the services when they were read last; null before. */
  private Long sign;

  /** Of a node that nobody ever works on. */
  public Agent(
      NodeIdentity node,
      Pace pace,
      Host host,
      Instances instances,
      Carried carried,
      Voice voice,
      Executor evaluations,
      String version) {
    this(node, pace, host, instances, carried, voice, evaluations, version, () -> null);
  }

  /**
   * @param evaluations runs a look at one instance; a direct executor looks within the tick
   * @param upkeep tells whether somebody works on the node; null when nobody does
   */
  public Agent(
      NodeIdentity node,
      Pace pace,
      Host host,
      Instances instances,
      Carried carried,
      Voice voice,
      Executor evaluations,
      String version,
      Supplier<Maintenance> upkeep) {
    this.node = node;
    this.pace = pace;
    this.host = host;
    this.instances = instances;
    this.carried = carried;
    this.voice = voice;
    this.evaluations = evaluations;
    this.version = version;
    this.upkeep = upkeep;
    watch = new Due(pace.watch());
    monitor = new Due(pace.monitor());
    evaluation = new Due(pace.refresh());
    refresh = new Due(pace.watch());
    heartbeat = new Due(pace.heartbeat());
    inventory = new Due(pace.inventory());
  }

  /** An instance, what was seen of it and what was said of its configuration. */
  private static final class Watched {
    final InstanceWatch watch;
    volatile Instance instance;
    volatile boolean looking;

    /** It is to be looked at as soon as no look at it runs. */
    boolean owed = true;

    long sign;
    String checksum = "";

    Watched(Pace pace) {
      watch = new InstanceWatch(pace);
    }
  }

  /** Does what is due. Cheap when nothing is: call it several times a second. */
  public void tick(long now) {
    if (heartbeat.at(now)) {
      voice.say(
          new NodeHeartbeat(
              node.id(),
              node.env(),
              node.site(),
              host.bootId(),
              version,
              (int) pace.heartbeat().toSeconds()));
    }
    boolean changed = inventoryChanged;
    inventoryChanged = false;
    if (inventory.at(now) || changed) {
      voice.say(host.inventory(node, version));
    }
    lookAround(now);
    say(now);
    Maintenance maintenance = upkeep.get();
    if (factsChanged || !Objects.equals(maintenance, saidMaintenance)) {
      factsChanged = false;
      saidMaintenance = maintenance;
      sayFacts();
    }
  }

  /** What the host says of itself is another now. */
  public void tellInventory() {
    inventoryChanged = true;
  }

  /** Looks at one service now, for instance after an action on it. */
  public void look(String service) {
    for (Watched each : watched.values()) {
      if (each.instance.id().service().equals(service)) {
        see(each, true);
      }
    }
  }

  /** Last status seen of each instance, by service. */
  public List<InstanceStatus> statuses() {
    List<InstanceStatus> statuses = new ArrayList<>();
    for (Watched each : watched.values()) {
      InstanceStatus last = each.watch.last();
      if (last != null) {
        statuses.add(last);
      }
    }
    statuses.sort((one, other) -> one.instance().compareTo(other.instance()));
    return statuses;
  }

  /**
   * Says goodbye. The caller then gives the courier a moment.
   *
   * @param graceSeconds how long the collector waits before it worries
   */
  public void leave(int graceSeconds, String reason) {
    voice.say(new NodeLeaving(node.id(), graceSeconds, reason));
  }

  private void lookAround(long now) {
    boolean all = evaluation.at(now);
    boolean closely = monitor.at(now);
    if (!watch.at(now) && !all && !closely) {
      return;
    }
    Long files = instances.sign();
    if (closely || !files.equals(sign)) {
      sign = files;
      readInstances();
    }
    Evaluation round = all ? new Evaluation(watched.size()) : null;
    watched.values().forEach(each -> lookIfDue(each, closely, round));
  }

  private void readInstances() {
    Map<InstanceId, Instance> present = new HashMap<>();
    for (Instance instance : instances.present()) {
      present.put(instance.id(), instance);
    }
    for (InstanceId id : List.copyOf(watched.keySet())) {
      if (!present.containsKey(id)) {
        InstanceStatus last = watched.remove(id).watch.last();
        voice.say(removed(id));
        tellRemoved(id, last);
      }
    }
    present.forEach(this::read);
  }

  /** A configuration that goes stops nothing: what it leaves running is named once. */
  private static void tellRemoved(InstanceId id, InstanceStatus last) {
    List<String> up =
        Stream.ofNullable(last)
            .flatMap(status -> status.resources().entrySet().stream())
            .filter(each -> each.getValue().isUp())
            .map(each -> each.getKey() + " " + each.getValue().label())
            .toList();
    if (up.isEmpty()) {
      LOG.atInfo().addKeyValue("service", id.serviceId()).log("service removed from this node");
    } else {
      LOG.atWarn()
          .addKeyValue("service", id.serviceId())
          .addKeyValue("up", String.join(", ", up))
          .log("service removed from this node, and left running; to stop it put its file back");
    }
  }

  private void read(InstanceId id, Instance instance) {
    Watched each = watched.computeIfAbsent(id, unknown -> new Watched(pace));
    each.owed |= each.instance != instance;
    each.instance = instance;
    sayConfig(each);
  }

  /**
   * @param closely what is monitored is due
   * @param round not null when everything is
   */
  private void lookIfDue(Watched each, boolean closely, Evaluation round) {
    long sign = each.instance.sign();
    each.owed |= round != null || sign != each.sign;
    // a look that hangs holds up neither the others nor the heartbeat, and is not piled upon
    if (each.looking || !each.owed && !(closely && each.instance.isMonitored())) {
      Evaluation.done(round);
      return;
    }
    boolean whole = each.owed;
    each.owed = false;
    each.sign = sign;
    each.looking = true;
    evaluations.execute(
        () -> {
          try {
            see(each, whole);
          } finally {
            each.looking = false;
            Evaluation.done(round);
          }
        });
  }

  private void see(Watched each, boolean whole) {
    try {
      Instance instance = each.instance;
      InstanceStatus status = whole ? instance.evaluate() : instance.monitor();
      each.watch.see(status);
      news = true;
      if (carried.see(status)) {
        factsChanged = true;
      }
    } catch (RuntimeException e) {
      LOG.atError()
          .addKeyValue("service", each.instance.id().serviceId())
          .setCause(e)
          .log("service could not be evaluated");
    }
  }

  /** On most ticks there is nothing to say of any service. */
  private void say(long now) {
    if (news || refresh.at(now)) {
      news = false;
      watched.values().forEach(each -> sayIfDue(each, now));
    }
  }

  private void sayIfDue(Watched each, long now) {
    InstanceStatus status = each.watch.due(now);
    if (status != null) {
      voice.say(status);
    }
    if (each.watch.waits()) {
      news = true;
    }
  }

  private void sayConfig(Watched each) {
    ServiceConfig config = each.instance.config();
    if (!config.checksum().equals(each.checksum)) {
      each.checksum = config.checksum();
      voice.say(config);
    }
  }

  private void sayFacts() {
    voice.say(
        new NodeFacts(
            node.id(),
            node.env(),
            node.site(),
            node.team(),
            host.bootId(),
            host.bootedAt(),
            false,
            carried.services(),
            saidMaintenance));
  }

  private InstanceStatus removed(InstanceId id) {
    return new InstanceStatus(
        id,
        Availability.UNDEF,
        Availability.UNDEF,
        "",
        "",
        node.env(),
        "",
        Topology.FAILOVER,
        0,
        0,
        "",
        List.of(),
        false,
        false,
        "",
        "",
        (int) pace.refresh().toSeconds(),
        0,
        true,
        List.of(),
        Map.of());
  }
}
