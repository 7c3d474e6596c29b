package io.vigie.standalone.lab;

import io.vigie.contract.availability.Availability;
import io.vigie.contract.availability.InstanceFold;
import io.vigie.contract.availability.Topology;
import io.vigie.contract.event.InstanceStatus;
import io.vigie.contract.event.LogLevel;
import io.vigie.contract.event.ResourceStatus;
import io.vigie.contract.event.StatusLine;
import io.vigie.contract.id.InstanceId;
import io.vigie.contract.id.Rid;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** An instance of the load, to which anything that a report can say happens by chance. */
final class Member {
  private static final Availability[] WORDS = {
    Availability.UP,
    Availability.UP,
    Availability.DOWN,
    Availability.DOWN,
    Availability.WARN,
    Availability.UNDEF,
    Availability.NA
  };

  /**
   * What all instances of a service say alike.
   *
   * @param stays no node ever gives it up: the oracle knows when its actions raise an alert
   */
  record Plan(
      String name,
      Topology topology,
      int flexMin,
      int flexMax,
      String placement,
      boolean stays,
      List<String> nodes) {}

  private final InstanceId id;
  private final Plan plan;
  private final Map<Rid, ResourceStatus> resources = new TreeMap<>();
  private boolean frozen;
  private boolean removed;
  private String action = "";
  private String monitor = "idle";
  private List<String> supersedes = List.of();

  Member(InstanceId id, Plan plan, boolean up) {
    this.id = id;
    this.plan = plan;
    Availability word = up ? Availability.UP : Availability.DOWN;
    for (String rid : List.of("ip#0", "disk#data", "fs#data", "app#web", "sync#nodes", "task#1")) {
      resources.put(
          Rid.parse(rid), ResourceStatus.of(word, rid.replace('#', '.'), rid + " of " + id));
    }
  }

  InstanceId id() {
    return id;
  }

  /** Something happens to it; a removed one comes back. */
  void change(Random random) {
    if (removed) {
      removed = false;
      return;
    }
    switch (random.nextInt(16)) {
      case 0, 1, 2, 3 -> flip(anyRid(random), WORDS[random.nextInt(WORDS.length)]);
      case 4, 5 -> resources.keySet().forEach(rid -> flip(rid, Availability.UP));
      case 6 -> resources.keySet().forEach(rid -> flip(rid, Availability.DOWN));
      case 7 -> relabel(anyRid(random), "label " + random.nextInt(1_000));
      case 8 -> complain(anyRid(random));
      case 9 -> frozen = !frozen;
      case 10 -> action = action.isEmpty() ? "restart" : "";
      case 11 -> monitor = monitor.equals("idle") ? "ready" : "idle";
      case 12 -> comeOrGo(Rid.parse("fs#extra"), WORDS[random.nextInt(WORDS.length)]);
      case 13 -> supersede(random);
      case 14 -> removed = random.nextInt(4) == 0 && !plan.stays();
      default -> turn(anyRid(random), random);
    }
  }

  InstanceStatus status() {
    InstanceFold fold = InstanceFold.of(resources);
    return new InstanceStatus(
        id,
        fold.avail(),
        fold.overall(),
        "APP-" + plan.name(),
        "PRD",
        "PRD",
        "hosted",
        plan.topology(),
        plan.flexMin(),
        plan.flexMax(),
        plan.placement(),
        plan.nodes(),
        frozen,
        true,
        action,
        monitor,
        60,
        0,
        removed,
        supersedes,
        new TreeMap<>(resources));
  }

  private Rid anyRid(Random random) {
    return new ArrayList<>(resources.keySet()).get(random.nextInt(resources.size()));
  }

  private void flip(Rid rid, Availability word) {
    ResourceStatus r = resources.get(rid);
    put(rid, word, r.label(), r.optional(), r.disabled(), r.standby(), r.log());
  }

  private void relabel(Rid rid, String label) {
    ResourceStatus r = resources.get(rid);
    put(rid, r.status(), label, r.optional(), r.disabled(), r.standby(), r.log());
  }

  private void complain(Rid rid) {
    ResourceStatus r = resources.get(rid);
    List<StatusLine> log =
        r.log().isEmpty() ? List.of(new StatusLine(LogLevel.WARN, "slow")) : List.of();
    put(rid, r.status(), r.label(), r.optional(), r.disabled(), r.standby(), log);
  }

  /** Optional, disabled or standby, or no more. */
  private void turn(Rid rid, Random random) {
    ResourceStatus r = resources.get(rid);
    int which = random.nextInt(3);
    put(
        rid,
        r.status(),
        r.label(),
        (which == 0) != r.optional(),
        (which == 1) != r.disabled(),
        (which == 2) != r.standby(),
        r.log());
  }

  private void comeOrGo(Rid rid, Availability word) {
    if (resources.remove(rid) == null) {
      resources.put(rid, ResourceStatus.of(word, "fs.ext4", "comes and goes"));
    }
  }

  private void supersede(Random random) {
    List<String> others = plan.nodes().stream().filter(node -> !node.equals(id.node())).toList();
    supersedes =
        supersedes.isEmpty() ? List.of(others.get(random.nextInt(others.size()))) : List.of();
  }

  private void put(
      Rid rid,
      Availability word,
      String label,
      boolean optional,
      boolean disabled,
      boolean standby,
      List<StatusLine> log) {
    ResourceStatus r = resources.get(rid);
    resources.put(
        rid,
        new ResourceStatus(
            word,
            r.type(),
            label,
            optional,
            disabled,
            standby,
            r.monitored(),
            r.provisioned(),
            log));
  }
}
