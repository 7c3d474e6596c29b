package io.vigie.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.agent.node.Carried;
import io.vigie.agent.node.Host;
import io.vigie.agent.spool.Entry;
import io.vigie.agent.spool.MemorySpool;
import io.vigie.contract.availability.Availability;
import io.vigie.contract.event.Event;
import io.vigie.contract.event.EventType;
import io.vigie.contract.event.InstanceStatus;
import io.vigie.contract.event.Maintenance;
import io.vigie.contract.event.NodeFacts;
import io.vigie.contract.event.NodeHeartbeat;
import io.vigie.contract.event.NodeInventory;
import io.vigie.contract.event.NodeLeaving;
import io.vigie.contract.event.ServiceConfig;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.wire.Decoded;
import io.vigie.contract.wire.EventCodec;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgentTest {
  private final MemorySpool spool = new MemorySpool("0123456789abcdef", 1_795_478_400L);
  private final List<Instance> present = new ArrayList<>();
  private final FakeInstance web = new FakeInstance("web");
  private final NodeIdentity node =
      new NodeIdentity(new NodeId("default", "n1"), "PRD", "PA3", "unix", "rack=R12");
  private Maintenance maintenance;
  private final Agent agent =
      new Agent(
          node,
          Pace.DEFAULT,
          new FakeHost(),
          () -> present,
          new Carried(null, "boot-1"),
          new Voice(spool, node, Clock.systemUTC()),
          Runnable::run,
          "1",
          () -> maintenance);
  private Duration now = Duration.ZERO;

  AgentTest() {
    present.add(web);
  }

  @Test
  void atStartTheNodeSaysWhoItIsAndWhatItRuns() {
    assertThat(saidAfter(Duration.ZERO))
        .extracting(Event::type)
        .containsExactlyInAnyOrder(
            EventType.NODE_HEARTBEAT,
            EventType.NODE_INVENTORY,
            EventType.SERVICE_CONFIG,
            EventType.INSTANCE_STATUS,
            EventType.NODE_FACTS);
  }

  @Test
  void nothingIsSaidWhileNothingChanges() {
    saidAfter(Duration.ZERO);
    assertThat(saidAfter(Duration.ofSeconds(9))).isEmpty();
  }

  @Test
  void thatSomebodyWorksOnTheNodeIsSaidAtOnceAndItsEndToo() {
    saidAfter(Duration.ZERO);
    maintenance = new Maintenance(Instant.EPOCH, "new memory", "zoe@n1");
    assertThat(saidAfter(Duration.ofMillis(100)))
        .singleElement()
        .isInstanceOfSatisfying(
            NodeFacts.class, facts -> assertThat(facts.maintenance()).isEqualTo(maintenance));
    assertThat(saidAfter(Duration.ofSeconds(5))).isEmpty();

    maintenance = null;
    assertThat(saidAfter(Duration.ofMillis(100)))
        .singleElement()
        .isInstanceOfSatisfying(NodeFacts.class, facts -> assertThat(facts.maintenance()).isNull());
  }

  @Test
  void aHeartbeatEveryTenSecondsAndARefreshEveryMinute() {
    saidAfter(Duration.ZERO);
    List<Event> hour = saidAfter(Duration.ofHours(1));
    assertThat(hour).filteredOn(NodeHeartbeat.class::isInstance).hasSize(360);
    assertThat(hour).filteredOn(InstanceStatus.class::isInstance).hasSize(60);
    assertThat(hour).hasSize(420);
  }

  @Test
  void aChangeIsSaidAtTheNextLook() {
    saidAfter(Duration.ZERO);
    web.avail = Availability.DOWN;
    assertThat(statuses(Duration.ofSeconds(1)))
        .singleElement()
        .extracting(InstanceStatus::avail, InstanceStatus::transitions)
        .containsExactly(Availability.DOWN, 0);
  }

  @Test
  void aServiceThatShowsNoSignIsLookedAtOnceAMinute() {
    web.sign = 1L;
    saidAfter(Duration.ZERO);
    web.avail = Availability.DOWN;
    assertThat(statuses(Duration.ofSeconds(59))).isEmpty();
    assertThat(web.looks).isEqualTo(1);
    assertThat(statuses(Duration.ofSeconds(1)))
        .singleElement()
        .extracting(InstanceStatus::avail)
        .isEqualTo(Availability.DOWN);
    saidAfter(Duration.ofHours(1));
    assertThat(web.looks).isEqualTo(2 + 60);
    assertThat(web.closeLooks).isZero();
  }

  @Test
  void aSignIsLookedIntoAtOnce() {
    web.sign = 1L;
    saidAfter(Duration.ZERO);
    web.avail = Availability.WARN;
    web.sign = 2L;
    assertThat(statuses(Duration.ofSeconds(1)))
        .singleElement()
        .extracting(InstanceStatus::avail)
        .isEqualTo(Availability.WARN);
    saidAfter(Duration.ofSeconds(50));
    assertThat(web.looks).isEqualTo(2);
  }

  @Test
  void whatIsMonitoredIsLookedAtEveryTenSeconds() {
    web.sign = 1L;
    web.monitored = true;
    saidAfter(Duration.ZERO);
    web.avail = Availability.DOWN;
    assertThat(statuses(Duration.ofSeconds(10)))
        .singleElement()
        .extracting(InstanceStatus::avail)
        .isEqualTo(Availability.DOWN);
    saidAfter(Duration.ofSeconds(50));
    assertThat(web.closeLooks).isEqualTo(5);
    assertThat(web.looks).isEqualTo(2);
  }

  @Test
  void aServiceReadAnewIsLookedAtWhateverItsSign() {
    web.sign = 1L;
    saidAfter(Duration.ZERO);
    FakeInstance anew = new FakeInstance("web");
    anew.sign = 1L;
    anew.avail = Availability.DOWN;
    present.set(0, anew);
    assertThat(statuses(Duration.ofSeconds(1)))
        .singleElement()
        .extracting(InstanceStatus::avail)
        .isEqualTo(Availability.DOWN);
  }

  @Test
  void changesCloserThanTheQuietTimeAreMergedAndCounted() {
    saidAfter(Duration.ZERO);
    for (Availability avail :
        List.of(Availability.DOWN, Availability.UP, Availability.WARN, Availability.DOWN)) {
      web.avail = avail;
      agent.look("web");
    }
    assertThat(statuses(Duration.ofMillis(400))).isEmpty();
    assertThat(statuses(Duration.ofMillis(200)))
        .singleElement()
        .extracting(InstanceStatus::avail, InstanceStatus::transitions)
        .containsExactly(Availability.DOWN, 4);
  }

  @Test
  void aServiceTakenAwayEndsItsInstance() {
    saidAfter(Duration.ZERO);
    present.clear();
    assertThat(statuses(Duration.ofSeconds(1)))
        .singleElement()
        .extracting(InstanceStatus::removed)
        .isEqualTo(true);
    assertThat(statuses(Duration.ofSeconds(120))).isEmpty();
  }

  @Test
  void aServiceTakenAwayWhileItRunsIsLeftRunningAndNamedOnce() {
    saidAfter(Duration.ZERO);
    PrintStream errors = System.err;
    ByteArrayOutputStream logged = new ByteArrayOutputStream();
    System.setErr(new PrintStream(logged, true, UTF_8));
    try {
      present.clear();
      saidAfter(Duration.ofSeconds(5));
    } finally {
      System.setErr(errors);
    }
    assertThat(logged.toString(UTF_8))
        .containsOnlyOnce("WARN")
        .contains("default/web", "app#0 web", "left running; to stop it put its file back");
  }

  @Test
  void aConfigurationIsSaidWhenItsContentChanges() {
    saidAfter(Duration.ZERO);
    web.content = "[DEFAULT]\nnodes = n1 n2\n";
    assertThat(saidAfter(Duration.ofSeconds(2)))
        .singleElement()
        .isInstanceOfSatisfying(
            ServiceConfig.class, config -> assertThat(config.content()).contains("n1 n2"));
  }

  @Test
  void aServiceThatCannotBeEvaluatedDoesNotStopTheOthers() {
    web.avail = null;
    present.add(new FakeInstance("db"));
    assertThat(statuses(Duration.ZERO))
        .singleElement()
        .extracting(status -> status.instance().service())
        .isEqualTo("db");
  }

  @Test
  void theServicesItHasRunSinceItsBootStayNamedAfterTheyStop() {
    saidAfter(Duration.ZERO);
    FakeInstance db = new FakeInstance("db");
    db.avail = Availability.DOWN;
    present.add(db);
    assertThat(saidAfter(Duration.ofSeconds(2))).noneMatch(NodeFacts.class::isInstance);
    db.avail = Availability.UP;
    web.avail = Availability.DOWN;
    assertThat(saidAfter(Duration.ofSeconds(2)))
        .filteredOn(NodeFacts.class::isInstance)
        .singleElement()
        .isInstanceOfSatisfying(
            NodeFacts.class,
            facts ->
                assertThat(facts.carried())
                    .containsExactly(
                        new NodeFacts.Carried("db", "PRD", "OSVC"),
                        new NodeFacts.Carried("web", "PRD", "OSVC")));
  }

  @Test
  void aCleanStopSaysGoodbye() {
    saidAfter(Duration.ZERO);
    agent.leave(300, "stop");
    assertThat(drain()).containsExactly(new NodeLeaving(node.id(), 300, "stop"));
  }

  @Test
  void aLateTickDoesNotHurryAfterwards() {
    saidAfter(Duration.ZERO);
    now = now.plus(Duration.ofMinutes(5));
    assertThat(saidAfter(Duration.ofSeconds(5)))
        .filteredOn(NodeHeartbeat.class::isInstance)
        .hasSize(1);
  }

  private List<InstanceStatus> statuses(Duration duration) {
    return saidAfter(duration).stream()
        .filter(InstanceStatus.class::isInstance)
        .map(InstanceStatus.class::cast)
        .toList();
  }

  /** Ticks every 100 ms for that long and tells what was said. */
  private List<Event> saidAfter(Duration duration) {
    List<Event> said = new ArrayList<>();
    Duration end = now.plus(duration);
    agent.tick(now.toNanos());
    while (now.compareTo(end) < 0) {
      said.addAll(drain());
      now = now.plusMillis(100);
      agent.tick(now.toNanos());
    }
    said.addAll(drain());
    return said;
  }

  private List<Event> drain() {
    List<Event> said = new ArrayList<>();
    for (Entry entry : spool.take(10_000)) {
      spool.done(entry.order());
      said.add(((Decoded.Read) EventCodec.decode(entry.value())).envelope().data());
    }
    return said;
  }

  private static final class FakeHost implements Host {
    @Override
    public String bootId() {
      return "boot-1";
    }

    @Override
    public Instant bootedAt() {
      return Instant.EPOCH;
    }

    @Override
    public NodeInventory inventory(NodeIdentity node, String agentVersion) {
      return new NodeInventory(
          node.id(),
          "n1",
          node.env(),
          node.site(),
          node.team(),
          "debian",
          "12",
          "6.1",
          "amd64",
          "",
          "",
          "",
          "",
          2,
          1L << 30,
          List.of(),
          agentVersion,
          node.location());
    }
  }
}
