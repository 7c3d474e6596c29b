package io.vigie.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.availability.Availability;
import io.vigie.contract.availability.Topology;
import io.vigie.contract.event.ActionBegin;
import io.vigie.contract.event.ActionEnd;
import io.vigie.contract.event.ActionLine;
import io.vigie.contract.event.ActionStatus;
import io.vigie.contract.event.InstanceStatus;
import io.vigie.contract.event.NodeHeartbeat;
import io.vigie.contract.event.NodeInventory;
import io.vigie.contract.event.SyncResult;
import io.vigie.contract.id.InstanceId;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.id.ServiceId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FleetTest {
  private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");
  private static final FleetSettings SETTINGS = FleetSettings.DEMO.withSize(40, 80);

  private static Listener loop;

  @BeforeAll
  static void aLoopOfTheScenario() {
    loop = run(SETTINGS, SETTINGS.loop());
  }

  @Test
  void everyNodeAndInstanceIsHeard() {
    assertThat(loop.events(NodeInventory.class).map(NodeInventory::node).distinct()).hasSize(40);
    assertThat(
            loop.events(InstanceStatus.class)
                .map(status -> status.instance().serviceId())
                .distinct())
        .hasSize(80);
  }

  @Test
  void theSameSeedGivesTheSameHistory() {
    Listener again = run(SETTINGS, SETTINGS.loop());
    assertThat(again.heard).isEqualTo(loop.heard);
  }

  @Test
  void anotherSeedGivesAnotherFleet() {
    Landscape one = Landscape.of(40, 80, 1);
    Landscape other = Landscape.of(40, 80, 2);
    assertThat(other.plans()).doesNotContainAnyElementsOf(one.plans());
  }

  @Test
  void namesAreUniqueInAFleetOfAnySize() {
    for (int nodes : List.of(1, 2, 3, 7, 200, 2_000)) {
      Landscape landscape = Landscape.of(nodes, nodes * 2, 1);
      assertThat(landscape.machines()).extracting(Landscape.Machine::name).hasSize(nodes);
      assertThat(landscape.machines()).extracting(Landscape.Machine::name).doesNotHaveDuplicates();
      assertThat(landscape.plans()).extracting(Landscape.Plan::name).doesNotHaveDuplicates();
    }
  }

  @Test
  void aCrashedNodesServicesAreTakenOverAndSaySo() {
    assertThat(
            loop.events(InstanceStatus.class)
                .filter(status -> !status.supersedes().isEmpty())
                .filter(status -> status.avail() == Availability.UP))
        .isNotEmpty();
  }

  @Test
  void aFailedStartHasItsLinesAndLeavesItsMark() {
    Set<String> failed =
        loop.events(ActionEnd.class)
            .filter(end -> end.status() == ActionStatus.ERR)
            .map(ActionEnd::id)
            .collect(Collectors.toSet());
    assertThat(failed).isNotEmpty();
    assertThat(
            loop.events(ActionLine.class)
                .filter(line -> failed.contains(line.action()))
                .map(ActionLine::status))
        .contains(ActionStatus.ERR);
    assertThat(loop.events(InstanceStatus.class).map(InstanceStatus::monitor))
        .contains("start failed");
  }

  @Test
  void everyActionThatEndsHasBegun() {
    Set<String> begun =
        loop.events(ActionBegin.class).map(ActionBegin::id).collect(Collectors.toSet());
    assertThat(begun).hasSizeGreaterThan(50);
    assertThat(loop.events(ActionEnd.class).map(ActionEnd::id)).isSubsetOf(begun);
  }

  @Test
  void aServiceSplitsAndHealsAgain() {
    Map<ServiceId, Map<InstanceId, Availability>> last = new HashMap<>();
    Set<ServiceId> split = new HashSet<>();
    loop.events(InstanceStatus.class)
        .filter(status -> status.topology() == Topology.FAILOVER)
        .filter(status -> status.supersedes().isEmpty())
        .forEach(
            status -> {
              ServiceId service = status.instance().serviceId();
              Map<InstanceId, Availability> of =
                  last.computeIfAbsent(service, id -> new TreeMap<>());
              of.put(status.instance(), status.avail());
              if (ups(of) > 1) {
                split.add(service);
              }
            });
    assertThat(split).isNotEmpty();
    assertThat(last.values()).filteredOn(of -> ups(of) > 1).isEmpty();
  }

  @Test
  void nodesFallSilentTogetherAndComeBackWithWhatTheyHadToSay() {
    Map<NodeId, Long> longest = new HashMap<>();
    Map<NodeId, Long> lastSent = new HashMap<>();
    for (Listener.Heard each : loop.heard) {
      if (each.event() instanceof NodeHeartbeat heartbeat) {
        long at = each.sentMillis();
        Long before = lastSent.put(heartbeat.node(), at);
        longest.merge(heartbeat.node(), before == null ? 0 : at - before, Math::max);
      }
    }
    assertThat(longest.values()).filteredOn(gap -> gap >= 90_000).hasSizeGreaterThanOrEqualTo(4);
    assertThat(longest.values()).filteredOn(gap -> gap < 11_000).hasSizeGreaterThan(25);
  }

  @Test
  void oneNodesClockIsAhead() {
    long startMillis = START.toEpochMilli();
    assertThat(
            loop.heard.stream()
                .filter(each -> !(each.event() instanceof SyncResult))
                .limit(400)
                .filter(each -> each.sentMillis() > startMillis + 60_000))
        .extracting(each -> each.envelope().source())
        .isNotEmpty()
        .containsOnly(
            loop.events(NodeInventory.class).map(i -> i.node().toString()).toList().get(13));
  }

  @Test
  void aNodesOrderOnlyGrows() {
    Map<String, io.vigie.contract.wire.Order> last = new HashMap<>();
    for (Listener.Heard each : loop.heard) {
      io.vigie.contract.wire.Order before = last.put(each.envelope().source(), each.order());
      assertThat(before == null || each.order().after(before)).isTrue();
    }
  }

  @Test
  void aTinyFleetSurvivesTheScenario() {
    FleetSettings tiny = FleetSettings.DEMO.withSize(1, 1);
    assertThat(run(tiny, tiny.loop()).events(NodeHeartbeat.class)).hasSizeGreaterThan(30);
  }

  @Test
  void aQuietFleetOnlyRefreshes() {
    Listener quiet = run(SETTINGS.quiet(), Duration.ofMinutes(3));
    assertThat(quiet.events(ActionBegin.class)).isEmpty();
    assertThat(quiet.events(InstanceStatus.class).map(InstanceStatus::avail).distinct())
        .containsExactlyInAnyOrder(Availability.UP, Availability.DOWN);
  }

  private static long ups(Map<InstanceId, Availability> of) {
    return of.values().stream().filter(avail -> avail == Availability.UP).count();
  }

  private static Listener run(FleetSettings settings, Duration length) {
    Listener listener = new Listener();
    SimClock clock = new SimClock();
    World world = new World(settings, clock, listener);
    if (settings.scenario()) {
      new Scenario(world, settings.loop(), settings.seed()).begin();
    }
    for (Duration now = Duration.ZERO; now.compareTo(length) < 0; now = now.plusMillis(250)) {
      clock.now = START.plus(now);
      world.tick(now);
    }
    return listener;
  }

  private static final class SimClock extends Clock {
    Instant now = START;

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
