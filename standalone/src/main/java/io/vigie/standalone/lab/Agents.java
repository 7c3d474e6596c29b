package io.vigie.standalone.lab;

import io.vigie.contract.event.ActionEnd;
import io.vigie.contract.event.ActionLine;
import io.vigie.contract.event.Event;
import io.vigie.contract.id.InstanceId;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.id.ServiceId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** A few real agents that do actions all the time, and remember what they did. */
final class Agents implements AutoCloseable {
  private static final int NODES = 6;
  private static final long TICK_MILLIS = 100;

  private final Random random;
  private final List<NodeId> nodes = new ArrayList<>();
  private final Map<NodeId, RealAgent> agents = new LinkedHashMap<>();
  private final List<InstanceId> instances = new ArrayList<>();
  private final List<Running> running = new ArrayList<>();
  private final Map<String, Done> done = new LinkedHashMap<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "lab-agents"));
  private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
  private boolean acting = true;

  /** What an action must look like in the end. */
  record Done(String status, int lines) {}

  private record Running(RealAgent agent, List<Event> steps) {}

  Agents(Path dir, String bootstrap, long seed) {
    random = new Random(seed);
    for (int i = 0; i < NODES; i++) {
      nodes.add(new NodeId("outage", "n" + i));
    }
    for (int i = 0; i < NODES; i++) {
      agents.put(nodes.get(i), agent(i, dir, bootstrap));
    }
    thread.scheduleAtFixedRate(this::tick, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Each node carries a service of its own, with its right neighbour standing by. */
  private RealAgent agent(int i, Path dir, String bootstrap) {
    String own = nodes.get(i).node();
    String left = nodes.get((i + NODES - 1) % NODES).node();
    String right = nodes.get((i + 1) % NODES).node();
    List<QuietInstance> carried =
        List.of(
            new QuietInstance(new ServiceId("outage", "of-" + own).on(own), List.of(own, right)),
            new QuietInstance(new ServiceId("outage", "of-" + left).on(own), List.of(left, own)));
    carried.forEach(instance -> instances.add(instance.id()));
    return new RealAgent(nodes.get(i), dir.resolve(own), bootstrap, carried);
  }

  int nodes() {
    return nodes.size();
  }

  int instances() {
    return instances.size();
  }

  private synchronized void tick() {
    try {
      if (acting && running.size() < NODES) {
        begin(instances.get(random.nextInt(instances.size())));
      }
      running.removeIf(this::step);
      agents.values().forEach(RealAgent::tick);
    } catch (RuntimeException e) {
      failure.compareAndSet(null, e);
    }
  }

  private void begin(InstanceId instance) {
    Action action = new Action(instance, random);
    List<Event> steps = new ArrayList<>(action.steps());
    String status =
        steps.stream()
            .filter(ActionEnd.class::isInstance)
            .map(step -> ((ActionEnd) step).status().wire())
            .findFirst()
            .orElseThrow();
    int lines = (int) steps.stream().filter(ActionLine.class::isInstance).count();
    done.put(action.id(), new Done(status, lines));
    running.add(new Running(agents.get(instance.nodeId()), steps));
  }

  private boolean step(Running action) {
    if (random.nextInt(3) == 0) {
      action.agent().say(action.steps().remove(0));
    }
    return action.steps().isEmpty();
  }

  synchronized int begun() {
    return done.size();
  }

  /** Ends what runs, begins nothing more; every action told so far, by its id. */
  Map<String, Done> stopActing() {
    synchronized (this) {
      acting = false;
      while (!running.isEmpty()) {
        running.removeIf(this::step);
      }
      RuntimeException failed = failure.get();
      if (failed != null) {
        throw new IllegalStateException("the agents stumbled", failed);
      }
      return Map.copyOf(done);
    }
  }

  synchronized void act() {
    acting = true;
  }

  /** Records that the broker does not have yet. */
  synchronized int waiting() {
    return agents.values().stream().mapToInt(RealAgent::waiting).sum();
  }

  synchronized long lost() {
    return agents.values().stream().mapToLong(RealAgent::lost).sum();
  }

  @Override
  public void close() {
    thread.shutdownNow();
    agents.values().forEach(RealAgent::close);
  }
}
