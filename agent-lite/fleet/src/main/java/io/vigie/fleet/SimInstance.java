package io.vigie.fleet;

import io.vigie.agent.Instance;
import io.vigie.contract.availability.Availability;
import io.vigie.contract.availability.InstanceFold;
import io.vigie.contract.event.InstanceStatus;
import io.vigie.contract.event.LogLevel;
import io.vigie.contract.event.ResourceStatus;
import io.vigie.contract.event.ServiceConfig;
import io.vigie.contract.event.StatusLine;
import io.vigie.contract.id.InstanceId;
import io.vigie.contract.id.ResourceGroup;
import io.vigie.contract.id.Rid;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A service on a simulated node: its resources are what the scenario says they are. */
final class SimInstance implements Instance {
  private static final List<ResourceGroup> START_ORDER =
      List.of(
          ResourceGroup.IP,
          ResourceGroup.DISK,
          ResourceGroup.FS,
          ResourceGroup.SHARE,
          ResourceGroup.CONTAINER,
          ResourceGroup.APP);

  private final SimNode node;
  private final Landscape.Plan plan;
  private final InstanceId id;
  private final ServiceConfig config;
  private final Map<Rid, ResourceStatus> resources = new TreeMap<>();
  private boolean frozen;
  private String action = "";
  private String monitor = "idle";
  private List<String> supersedes = List.of();
  private InstanceStatus status;

  SimInstance(SimNode node, Landscape.Plan plan, ServiceConfig config) {
    this.node = node;
    this.plan = plan;
    this.config = config;
    id = config.instance();
    for (String line : plan.trade().kit) {
      String[] words = line.replace("%s", plan.name()).split(" ", 3);
      Rid rid = Rid.parse(words[0]);
      resources.put(rid, ResourceStatus.of(atRest(rid), words[1], words[2]));
    }
  }

  /** What the node's parts are while the service does not run there. */
  private static Availability atRest(Rid rid) {
    return rid.group().countsForAvail() ? Availability.DOWN : Availability.UP;
  }

  SimNode node() {
    return node;
  }

  Landscape.Plan plan() {
    return plan;
  }

  boolean isUp() {
    return InstanceFold.of(resources).avail() == Availability.UP;
  }

  boolean isFrozen() {
    return frozen;
  }

  boolean isActing() {
    return !action.isEmpty();
  }

  /** Resources in the order of a start. */
  List<Rid> startOrder() {
    List<Rid> rids = new ArrayList<>();
    for (ResourceGroup group : START_ORDER) {
      resources.keySet().stream().filter(rid -> rid.group() == group).forEach(rids::add);
    }
    return rids;
  }

  List<Rid> stopOrder() {
    List<Rid> rids = startOrder();
    Collections.reverse(rids);
    return rids;
  }

  /** First resource of that group, or null. */
  Rid first(ResourceGroup group) {
    return resources.keySet().stream().filter(rid -> rid.group() == group).findFirst().orElse(null);
  }

  List<Rid> all(ResourceGroup group) {
    return resources.keySet().stream().filter(rid -> rid.group() == group).toList();
  }

  ResourceStatus resource(Rid rid) {
    return resources.get(rid);
  }

  void allUp() {
    startOrder().forEach(rid -> set(rid, Availability.UP));
  }

  /** As after a boot: nothing runs, nobody is at work. */
  void atRest() {
    startOrder().forEach(rid -> set(rid, Availability.DOWN));
    action = "";
    monitor = "idle";
    supersedes = List.of();
    status = null;
  }

  void set(Rid rid, Availability availability) {
    set(rid, availability, null, "");
  }

  /**
   * @param level of the line the resource complains with; null for no line
   */
  void set(Rid rid, Availability availability, LogLevel level, String text) {
    ResourceStatus before = resources.get(rid);
    List<StatusLine> log = level == null ? List.of() : List.of(new StatusLine(level, text));
    resources.put(
        rid,
        new ResourceStatus(
            availability, before.type(), before.label(), false, false, false, false, null, log));
    status = null;
  }

  void freeze(boolean isFrozen) {
    frozen = isFrozen;
    status = null;
  }

  void acts(String newAction, String newMonitor) {
    action = newAction;
    monitor = newMonitor;
    status = null;
  }

  /** It took the service over from those nodes after losing sight of them. */
  void supersedes(List<String> nodes) {
    supersedes = List.copyOf(nodes);
    status = null;
  }

  @Override
  public InstanceId id() {
    return id;
  }

  @Override
  public ServiceConfig config() {
    return config;
  }

  @Override
  public InstanceStatus evaluate() {
    if (status == null) {
      InstanceFold fold = InstanceFold.of(resources);
      status =
          new InstanceStatus(
              id,
              fold.avail(),
              fold.overall(),
              plan.app(),
              plan.env(),
              node.identity().env(),
              plan.trade() == Trade.GUESTS ? "lxc" : "hosted",
              plan.topology(),
              plan.flexMin(),
              plan.flexMax(),
              "nodes order",
              plan.nodes(),
              frozen,
              true,
              action,
              monitor,
              0,
              0,
              false,
              supersedes,
              resources);
    }
    return status;
  }
}
