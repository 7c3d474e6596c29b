package io.vigie.fleet;

import io.vigie.agent.NodeIdentity;
import io.vigie.contract.availability.Topology;
import io.vigie.contract.id.NodeId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Who is who in a fleet: made from a seed, the same each time. */
record Landscape(List<Machine> machines, List<Plan> plans) {
  private static final int RACKS = 8;
  private static final String FAR = "DRP";

  /** Nodes that a cluster keeps at its own site. */
  private static final int LEAST_NEAR = 2;

  /** A node, as configured, and the rack it stands in. */
  record Machine(NodeIdentity identity, int rack, int number) {
    String name() {
      return identity.id().node();
    }

    /** It stands by at another site than the rest of its cluster. */
    boolean isFar() {
      return identity.env().equals(FAR);
    }

    String place() {
      return identity.site() + ' ' + Site.rack(rack);
    }
  }

  /** A service, as configured. */
  record Plan(
      String cluster,
      String name,
      String app,
      String env,
      Topology topology,
      int flexMin,
      int flexMax,
      Trade trade,
      List<Machine> machines) {
    /** In order of preference. */
    List<String> nodes() {
      return machines.stream().filter(machine -> !machine.isFar()).map(Machine::name).toList();
    }

    /** Where its data are kept against a disaster, and it is not started by itself. */
    List<String> drpNodes() {
      return machines.stream().filter(Machine::isFar).map(Machine::name).toList();
    }
  }

  static Landscape of(int nodes, int services, long seed) {
    Random random = new Random(seed);
    List<Machine> machines = new ArrayList<>();
    List<List<Machine>> clusters = new ArrayList<>();
    List<Trade> trades = new ArrayList<>();
    while (machines.size() < nodes) {
      int left = nodes - machines.size();
      int size = left <= 4 ? left : 2 + random.nextInt(3);
      if (left - size == 1) {
        size = left <= 4 ? left : size + 1;
      }
      Trade trade = Trade.values()[random.nextInt(Trade.values().length)];
      List<Machine> cluster = cluster(trade, clusters.size(), machines.size(), size, random);
      clusters.add(cluster);
      trades.add(trade);
      machines.addAll(cluster);
    }
    return new Landscape(List.copyOf(machines), plans(clusters, trades, services, random));
  }

  private static List<Machine> cluster(
      Trade trade, int number, int firstMachine, int size, Random random) {
    Site site = Site.ALL.get(random.nextInt(Site.ALL.size()));
    String env = environment(random);
    String cluster = String.format("%s-%s-%02d", trade.word, site.code(), number + 1);
    List<Machine> machines = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      int rack = 1 + random.nextInt(RACKS);
      boolean far = trade.isCopiedFar() && size > LEAST_NEAR && i == size - 1;
      Site at = far ? site.other() : site;
      String name = String.format("%s%s%03d", at.code(), trade.word, firstMachine + i + 1);
      machines.add(
          new Machine(
              new NodeIdentity(
                  new NodeId(cluster, name),
                  far ? FAR : env,
                  at.code(),
                  trade.team,
                  at.location(rack)),
              rack,
              firstMachine + i));
    }
    return machines;
  }

  private static List<Plan> plans(
      List<List<Machine>> clusters, List<Trade> trades, int services, Random random) {
    List<Plan> plans = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (int i = 0; i < services; i++) {
      int at = i % clusters.size();
      plans.add(plan(clusters.get(at), trades.get(at), taken, random));
    }
    return List.copyOf(plans);
  }

  private static Plan plan(List<Machine> cluster, Trade trade, Set<String> taken, Random random) {
    String app = pick(trade.apps, random);
    List<Machine> machines = new ArrayList<>(cluster);
    for (int turns = random.nextInt(cluster.size()); turns > 0; turns--) {
      // each service has another preferred node
      machines.add(machines.remove(0));
    }
    machines.sort(Comparator.comparing(Machine::isFar));
    NodeIdentity home = machines.get(0).identity();
    int up = Math.max(1, machines.size() - 1);
    return new Plan(
        home.id().cluster(),
        name(trade, app, taken, random),
        app,
        home.env(),
        trade.flex ? Topology.FLEX : Topology.FAILOVER,
        trade.flex ? up : 0,
        trade.flex ? machines.size() : 0,
        trade,
        List.copyOf(machines));
  }

  private static String name(Trade trade, String app, Set<String> taken, Random random) {
    String kind = pick(trade.services, random);
    boolean ofItsApp = trade == Trade.DATABASE || trade == Trade.WEB;
    String base = ofItsApp ? kind + '-' + app.toLowerCase(java.util.Locale.ROOT) : kind;
    for (int number = 1; ; number++) {
      String name = String.format("%s%02d", base, number);
      if (taken.add(name)) {
        return name;
      }
    }
  }

  private static String environment(Random random) {
    int dice = random.nextInt(100);
    if (dice < 58) {
      return "PRD";
    }
    if (dice < 68) {
      return "PPRD";
    }
    if (dice < 78) {
      return "REC";
    }
    return dice < 88 ? "INT" : "DEV";
  }

  private static String pick(List<String> from, Random random) {
    return from.get(random.nextInt(from.size()));
  }
}
