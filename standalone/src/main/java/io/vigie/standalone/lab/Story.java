package io.vigie.standalone.lab;

import io.vigie.contract.availability.Topology;
import io.vigie.contract.event.NodeFacts;
import io.vigie.contract.event.NodeHeartbeat;
import io.vigie.contract.event.NodeInventory;
import io.vigie.contract.event.ServiceConfig;
import io.vigie.contract.id.InstanceId;
import io.vigie.contract.id.NodeId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A load in which everything happens: states of all kinds, refreshes, duplicates and late records,
 * new epochs, takeovers, removals, actions. One seed, one story; what stands on the broker in which
 * order is the broker's. Nodes beat for as long as it lasts, so that nobody is ever rightly silent.
 */
final class Story implements AutoCloseable {
  private static final String CLUSTER = "proof";
  private static final int NODES = 8;
  private static final int SERVICES = 24;
  private static final int ACTS_A_TICK = 6;
  private static final long TICK_MILLIS = 50;
  private static final int TICKS_A_BEAT = 100;

  private final Random random;
  private final Sender sender;
  private final Recorded recorded;
  private final List<NodeId> nodes = new ArrayList<>();
  private final List<Member.Plan> plans = new ArrayList<>();
  private final List<Member> members = new ArrayList<>();
  private final Map<NodeId, Boolean> frozen = new HashMap<>();
  private final List<Action> actions = new ArrayList<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "lab-story"));
  private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
  private boolean acting;
  private long ticks;
  private int configs;

  Story(Parts parts, Recorded recorded, long seed) {
    random = new Random(seed);
    sender = new Sender(parts.bootstrap());
    this.recorded = recorded;
    for (int i = 0; i < NODES; i++) {
      nodes.add(new NodeId(CLUSTER, "n" + i));
    }
    for (int i = 0; i < SERVICES; i++) {
      plan(i);
    }
  }

  private void plan(int i) {
    boolean flex = i % 3 == 0;
    List<String> on = new ArrayList<>();
    for (int k = 0; k < (flex ? 3 : 2); k++) {
      on.add(nodes.get((i + k * 3) % NODES).node());
    }
    Member.Plan plan =
        new Member.Plan(
            "s" + i,
            flex ? Topology.FLEX : Topology.FAILOVER,
            flex ? 1 : 0,
            flex ? 2 : 0,
            i % 2 == 0 ? "nodes order" : "none",
            i % 4 < 2,
            List.copyOf(on));
    plans.add(plan);
    for (String node : on) {
      members.add(
          new Member(new InstanceId(CLUSTER, plan.name(), node), plan, node.equals(on.get(0))));
    }
  }

  /** The nodes, what they are made of, how their services are configured; then it stands still. */
  void begin() {
    beat();
    recorded.all();
    for (NodeId node : nodes) {
      sender.send(node, now(), inventory(node), false);
    }
    configure();
    thread.scheduleAtFixedRate(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Lets things happen. */
  synchronized void goOn() {
    acting = true;
  }

  /** Nothing more happens but heartbeats, and all that did has reached the database. */
  void drain() {
    synchronized (this) {
      acting = false;
      while (!actions.isEmpty()) {
        actions.removeIf(action -> action.next(random, sender));
      }
    }
    sender.flush();
    recorded.all();
    RuntimeException failed = failure.get();
    if (failed != null) {
      throw new IllegalStateException("the load stumbled", failed);
    }
  }

  /** While nothing else happens, every third service is configured anew on all its nodes. */
  void configure() {
    synchronized (this) {
      for (int i = 0; i < plans.size(); i++) {
        if (i % 4 != 0 && (configs == 0 || random.nextInt(3) == 0)) {
          configure(i);
        }
      }
      configs++;
    }
    sender.flush();
    recorded.all();
  }

  private void configure(int i) {
    Member.Plan plan = plans.get(i);
    List<String> drp = i % 5 == 0 ? List.of("spare" + configs) : List.of();
    for (String node : plan.nodes()) {
      InstanceId id = new InstanceId(CLUSTER, plan.name(), node);
      String content = "[DEFAULT]\n# number " + configs + " of " + id + '\n';
      ServiceConfig config =
          new ServiceConfig(
              id,
              "APP-" + plan.name() + (configs % 2 == 0 ? "" : "-B"),
              "PRD",
              plan.topology(),
              "",
              plan.placement(),
              plan.flexMin(),
              plan.flexMax() + configs % 2,
              plan.nodes(),
              drp,
              "",
              now(),
              Integer.toHexString(content.hashCode()),
              content);
      sender.send(id.nodeId(), now(), config, false);
    }
  }

  private synchronized void tick() {
    try {
      if (ticks++ % TICKS_A_BEAT == 0) {
        beat();
      }
      if (acting) {
        for (int i = 0; i < ACTS_A_TICK; i++) {
          act();
        }
      }
    } catch (RuntimeException e) {
      failure.compareAndSet(null, e);
    }
  }

  private void beat() {
    for (NodeId node : nodes) {
      sender.send(node, now(), new NodeHeartbeat(node, "PRD", "paris", "boot", "lab", 10), true);
    }
  }

  private void act() {
    int dice = random.nextInt(100);
    Member member = members.get(random.nextInt(members.size()));
    NodeId node = nodes.get(random.nextInt(nodes.size()));
    if (dice < 75) {
      if (dice < 45) {
        member.change(random);
      }
      // what happened a while ago may be told now
      Instant time = random.nextInt(10) == 0 ? now().minusMillis(random.nextInt(20_000)) : now();
      sender.send(member.id().nodeId(), time, member.status(), true);
    } else if (dice < 83) {
      sender.sendAgain(node, random);
    } else if (dice < 84) {
      sender.newEpoch(node);
    } else if (dice < 87) {
      boolean now = frozen.merge(node, true, (was, is) -> !was);
      sender.send(node, now(), facts(node, now), true);
    } else if (dice < 92 && actions.size() < 20) {
      actions.add(new Action(member.id(), random));
    } else {
      actions.removeIf(action -> random.nextInt(4) == 0 && action.next(random, sender));
    }
  }

  private static NodeFacts facts(NodeId node, boolean frozen) {
    return new NodeFacts(node, "PRD", "paris", "web", "boot", null, frozen, List.of());
  }

  private static NodeInventory inventory(NodeId node) {
    return new NodeInventory(
        node,
        node.node() + ".example",
        "PRD",
        "paris",
        "web",
        "debian",
        "12",
        "6.1.0",
        "amd64",
        "",
        "",
        "",
        "",
        4,
        8L << 30,
        List.of("10.0.0.1"),
        "lab",
        "");
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }

  long sent() {
    return sender.sent();
  }

  long undelivered() {
    return sender.undelivered();
  }

  @Override
  public void close() {
    thread.shutdownNow();
    sender.close();
  }
}
