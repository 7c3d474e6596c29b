package io.vigie.fleet;

import io.vigie.agent.Pace;
import io.vigie.agent.transport.Transport;
import io.vigie.contract.event.ServiceConfig;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The machines and services of a fleet. Nothing happens in it but what {@link #tick} makes. */
final class World {
  private static final Duration SKEW = Duration.ofSeconds(90);
  private static final Duration STARTED_WITHIN = Duration.ofSeconds(5);

  private final Timeline timeline = new Timeline();
  private final List<SimNode> nodes = new ArrayList<>();
  private final List<Duration> firstTicks = new ArrayList<>();
  private final List<SimService> services = new ArrayList<>();

  World(FleetSettings settings, Clock clock, Transport transport) {
    Landscape landscape = Landscape.of(settings.nodes(), settings.services(), settings.seed());
    Map<Landscape.Machine, SimNode> byMachine = new LinkedHashMap<>();
    Instant now = clock.instant();
    int skewed = settings.scenario() ? landscape.machines().size() / 3 : -1;
    for (Landscape.Machine machine : landscape.machines()) {
      SimNode node =
          new SimNode(
              machine.identity(),
              new SimHost(machine.number(), settings.seed(), now),
              clock,
              machine.number() == skewed ? SKEW : Duration.ZERO,
              Pace.DEFAULT,
              transport);
      byMachine.put(machine, node);
      nodes.add(node);
      // thousands of agents do not start in one instant, and their heartbeats stay spread
      firstTicks.add(
          STARTED_WITHIN.multipliedBy(machine.number()).dividedBy(landscape.machines().size()));
    }
    landscape.plans().forEach(plan -> services.add(service(plan, byMachine, now)));
  }

  private static SimService service(
      Landscape.Plan plan, Map<Landscape.Machine, SimNode> byMachine, Instant now) {
    List<SimInstance> instances = new ArrayList<>();
    for (Landscape.Machine machine : plan.machines()) {
      SimNode node = byMachine.get(machine);
      SimInstance instance = new SimInstance(node, plan, config(plan, node, now));
      if (plan.trade().flex || instances.isEmpty()) {
        instance.allUp();
      }
      node.instances().add(instance);
      instances.add(instance);
    }
    return new SimService(plan, List.copyOf(instances));
  }

  private static ServiceConfig config(Landscape.Plan plan, SimNode node, Instant now) {
    String content = content(plan);
    return new ServiceConfig(
        new io.vigie.contract.id.InstanceId(plan.cluster(), plan.name(), node.name()),
        plan.app(),
        plan.env(),
        plan.topology(),
        "no",
        "nodes order",
        plan.flexMin(),
        plan.flexMax(),
        plan.nodes(),
        plan.drpNodes(),
        "",
        now.minus(Duration.ofDays(30)),
        sha256(content),
        content);
  }

  private static String content(Landscape.Plan plan) {
    StringBuilder text = new StringBuilder("[DEFAULT]\n");
    text.append("app = ").append(plan.app()).append("\nenv = ").append(plan.env());
    text.append("\nnodes = ").append(String.join(" ", plan.nodes()));
    if (!plan.drpNodes().isEmpty()) {
      text.append("\ndrpnodes = ").append(String.join(" ", plan.drpNodes()));
    }
    if (plan.trade().flex) {
      text.append("\ntopology = flex\nflex_min = ").append(plan.flexMin());
      text.append("\nflex_max = ").append(plan.flexMax());
    }
    for (String line : plan.trade().kit) {
      String[] words = line.replace("%s", plan.name()).split(" ", 3);
      text.append("\n\n[").append(words[0]).append("]\ntype = ").append(words[1]);
    }
    return text.append('\n').toString();
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }

  Timeline timeline() {
    return timeline;
  }

  List<SimNode> nodes() {
    return nodes;
  }

  List<SimService> services() {
    return services;
  }

  /** Nodes by the rack they stand in. */
  Map<String, List<SimNode>> racks() {
    Map<String, List<SimNode>> racks = new HashMap<>();
    for (SimNode node : nodes) {
      racks.computeIfAbsent(node.identity().location(), rack -> new ArrayList<>()).add(node);
    }
    return racks;
  }

  /** Lets time pass up to that moment after the start. */
  void tick(Duration now) {
    timeline.advanceTo(now);
    for (int i = 0; i < nodes.size(); i++) {
      if (now.compareTo(firstTicks.get(i)) >= 0) {
        nodes.get(i).tick(now.toNanos());
      }
    }
  }

  int waiting() {
    return nodes.stream().mapToInt(SimNode::waiting).sum();
  }
}
