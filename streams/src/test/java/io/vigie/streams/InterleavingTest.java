package io.vigie.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.availability.Availability;
import io.vigie.contract.event.Event;
import io.vigie.contract.event.InstanceHealth;
import io.vigie.contract.event.InstanceStatus;
import io.vigie.contract.event.ServiceHealth;
import io.vigie.contract.wire.Order;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.kafka.common.utils.Utils;

/**
 * What agents say may be read in any order, any part of it twice: what is held in the end is the
 * same, and each change led to the next.
 */
class InterleavingTest {
  private static Path dir;

  /** One thing an agent said, at its place in the agent's own order. */
  private record Said(Agent agent, Event event, Order order) {}

  /** What is held in the end, told without numbers and times, which depend on what was seen. */
  private record Held(Map<String, List<Object>> instances, Map<String, List<Object>> services) {}

  @BeforeContainer
  static void open() throws IOException {
    dir = Files.createTempDirectory("vigie-interleaving");
  }

  @AfterContainer
  static void close() throws IOException {
    Utils.delete(dir.toFile());
  }

  @Property(tries = 15, shrinking = ShrinkingMode.OFF)
  void anyInterleavingAndRepetitionEndsAlike(
      @ForAll long story, @ForAll long mixed, @ForAll @IntRange(min = 2, max = 4) int agents) {
    Held inOrder = read(story, agents, null);
    Held shuffled = read(story, agents, new Random(mixed));

    assertThat(shuffled).isEqualTo(inOrder);
  }

  private static Held read(long story, int agents, Random mixed) {
    try (Spine spine = new Spine(dir)) {
      List<Said> records = records(spine, new Random(story), agents);
      if (mixed != null) {
        records.addAll(records.subList(0, mixed.nextInt(records.size())));
        Collections.shuffle(records, mixed);
      }
      records.forEach(said -> said.agent().say(said.event(), said.order()));
      return held(spine);
    }
  }

  /** What each agent says of two services: each begins with its configuration, each may end. */
  private static List<Said> records(Spine spine, Random random, int agents) {
    List<Said> records = new ArrayList<>();
    for (int i = 0; i < agents; i++) {
      Agent agent = new Agent(spine, "n" + i);
      Set<String> present = new HashSet<>();
      for (int j = 0; j < 8; j++) {
        if (random.nextInt(5) == 0) {
          agent.restarted();
        }
        String service = random.nextBoolean() ? "web" : "mail";
        Event event =
            present.add(service) || random.nextInt(4) == 0
                ? config(agent, service, random.nextInt(3))
                : status(agent, service, random);
        if (event instanceof InstanceStatus status && status.removed()) {
          present.remove(service);
        }
        records.add(new Said(agent, event, agent.order()));
      }
    }
    return records;
  }

  private static Event config(Agent agent, String service, int revision) {
    String[] nodes = revision == 0 ? new String[] {"n0"} : new String[] {"n1", "n0", "n9"};
    return agent.config(service, Spine.START.plusSeconds(revision), "r" + revision, nodes);
  }

  private static Event status(Agent agent, String service, Random random) {
    if (random.nextInt(4) == 0) {
      return agent.status(service).removed().build();
    }
    Availability[] words = Availability.values();
    return agent
        .status(service)
        .app(words[random.nextInt(words.length)])
        .resource("fs#0", words[random.nextInt(words.length)])
        .build();
  }

  private static Held held(Spine spine) {
    Map<String, List<Object>> instances = new TreeMap<>();
    Map<String, Long> numbers = new TreeMap<>();
    for (InstanceHealth health : spine.instances()) {
      leads(numbers, health.key(), health.n());
      instances.put(
          health.key(),
          List.of(
              health.removed(),
              health.avail(),
              health.overall(),
              health.trusted(),
              health.staleReason(),
              health.groups(),
              health.resources()));
    }
    // whether an instance that ended was ever shown depends on what was seen of it
    instances.values().removeIf(state -> state.get(0).equals(true));
    Map<String, List<Object>> services = new TreeMap<>();
    for (ServiceHealth health : spine.services()) {
      leads(numbers, health.key(), health.n());
      services.put(
          health.key(),
          List.of(
              health.removed(),
              health.avail(),
              health.overall(),
              health.stale(),
              health.nodes(),
              health.upNodes(),
              health.warnNodes(),
              health.lastKnownUpOn(),
              health.instances()));
    }
    services.values().removeIf(state -> state.get(0).equals(true));
    return new Held(instances, services);
  }

  private static void leads(Map<String, Long> numbers, String key, long n) {
    Long before = numbers.put(key, n);
    assertThat(n).as("change number of " + key).isEqualTo(before == null ? 1 : before + 1);
  }
}
