package io.vigie.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.event.NodeHealth;
import io.vigie.contract.event.NodeHeartbeat;
import io.vigie.contract.event.NodeLeaving;
import io.vigie.contract.event.NodeState;
import io.vigie.contract.event.Pulse;
import io.vigie.contract.topic.Topic;
import io.vigie.contract.wire.Order;
import io.vigie.streams.metric.Counter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeStageTest {
  @TempDir Path dir;
  private Spine spine;
  private Agent n1;

  @BeforeEach
  void open() {
    spine = new Spine(dir);
    n1 = new Agent(spine, "n1");
  }

  @AfterEach
  void close() {
    spine.close();
  }

  @Test
  void theFirstHeartbeatMakesANodeAlive() {
    spine.pulse();
    n1.beat();

    NodeHealth health = spine.lastNode();
    assertThat(health.state()).isEqualTo(NodeState.ALIVE);
    assertThat(health.n()).isEqualTo(1);
    assertThat(health.since()).isEqualTo(spine.now());
    assertThat(health.lastSeen()).isEqualTo(spine.now());
    assertThat(health.site()).isEqualTo("paris");
    assertThat(health.previous()).isNull();
    assertThat(health.cause()).isEqualTo("vigie.node-heartbeat.v1-0@1");
  }

  @Test
  void anotherHeartbeatPublishesNothing() {
    n1.beat();
    spine.forget().pulses(10);
    n1.beat();

    assertThat(spine.nodes()).isEmpty();
  }

  @Test
  void aNodeOnlyNamedByItsFactsIsKnownAndNeverSilent() {
    n1.frozen(true);
    assertThat(spine.lastNode().state()).isEqualTo(NodeState.KNOWN);
    spine.forget().pulses(100);

    assertThat(spine.nodes()).isEmpty();
  }

  @Test
  void thirtyPulsesWithoutAHeartbeatMakeANodeSilent() {
    n1.beat();
    Instant alive = spine.now();
    spine.pulses(29);
    assertThat(spine.lastNode().state()).isEqualTo(NodeState.ALIVE);
    spine.pulse();

    NodeHealth health = spine.lastNode();
    assertThat(health.state()).isEqualTo(NodeState.SILENT);
    assertThat(health.n()).isEqualTo(2);
    assertThat(health.since()).isEqualTo(spine.now());
    assertThat(health.previous()).isEqualTo(NodeState.ALIVE);
    assertThat(health.previousSince()).isEqualTo(alive);
    assertThat(health.lastSeen()).isEqualTo(alive);
  }

  @Test
  void withoutPulsesNobodyGrowsSilentHoweverLongItTakes() {
    n1.beat();
    spine.forget().pause(3_600_000).pulse();

    assertThat(spine.nodes()).isEmpty();
  }

  @Test
  void aBurstOfPulsesCountsOnce() {
    n1.beat();
    spine.forget();
    for (int i = 0; i < 20; i++) {
      spine.pause(1_000).burst(5);
    }

    assertThat(spine.nodes()).isEmpty();
    assertThat(spine.count(Counter.PULSES_COUNTED)).isEqualTo(2 * 20);
  }

  @Test
  void aSecondPulseWriterDoesNotMakeTimeRunFaster() {
    n1.beat();
    spine.forget();
    for (int i = 0; i < 29; i++) {
      spine.pause(500).burst(1).pause(500).burst(1);
    }

    assertThat(spine.nodes()).isEmpty();
  }

  @Test
  void aGapInThePulsesGivesEverybodyTheFullAllowanceAgain() {
    n1.beat();
    spine.forget().pulses(29).pause(5_000).pulses(29);
    assertThat(spine.nodes()).isEmpty();
    spine.pulses(2);

    assertThat(spine.lastNode().state()).isEqualTo(NodeState.SILENT);
  }

  @Test
  void aSilentNodeThatBeatsAgainIsAlive() {
    n1.beat();
    spine.pulses(40);
    n1.beat();

    NodeHealth health = spine.lastNode();
    assertThat(health.state()).isEqualTo(NodeState.ALIVE);
    assertThat(health.previous()).isEqualTo(NodeState.SILENT);
    assertThat(health.n()).isEqualTo(3);
  }

  @Test
  void anAgentThatLeavesIsSilentOnlyWhenItsGraceHasEnded() {
    n1.beat().leaves(60);
    NodeHealth leaving = spine.lastNode();
    assertThat(leaving.state()).isEqualTo(NodeState.LEAVING);
    assertThat(leaving.graceSeconds()).isEqualTo(60);
    spine.pulses(59);
    assertThat(spine.nodes()).isEmpty();
    spine.pulse();

    assertThat(spine.lastNode().state()).isEqualTo(NodeState.SILENT);
  }

  @Test
  void anAgentThatComesBackEndsItsLeaving() {
    n1.beat().leaves(60);
    spine.pulses(10);
    n1.restarted().beat();

    assertThat(spine.lastNode().state()).isEqualTo(NodeState.ALIVE);
  }

  @Test
  void aBeatSentBeforeTheGoodbyeAndReadAfterItChangesNothing() {
    n1.beat();
    Order earlier = n1.order();
    n1.leaves(60);
    spine.forget();
    n1.say(new NodeHeartbeat(n1.node, "PRD", "paris", "boot-1", "1.0", 10), earlier);

    assertThat(spine.nodes()).isEmpty();
  }

  @Test
  void aGoodbyeReadAfterTheAgentIsBackChangesNothing() {
    Order goodbye = n1.order();
    n1.restarted().beat();
    spine.forget();
    n1.say(new NodeLeaving(n1.node, 60, "stop"), goodbye);

    assertThat(spine.nodes()).isEmpty();
  }

  @Test
  void aFrozenNodeIsAnotherChangeButNotAnotherState() {
    n1.beat();
    Instant since = spine.lastNode().since();
    spine.pulse();
    n1.frozen(true);

    NodeHealth health = spine.lastNode();
    assertThat(health.frozen()).isTrue();
    assertThat(health.n()).isEqualTo(2);
    assertThat(health.since()).isEqualTo(since);
    assertThat(health.previous()).isNull();
  }

  @Test
  void aNodeIsTouchedOnceAMinute() {
    n1.beat();
    spine.forget();
    for (int i = 0; i < 30; i++) {
      spine.pulses(10);
      n1.beat();
    }

    List<NodeHealth> touches = spine.nodes();
    assertThat(touches).hasSize(5).allMatch(NodeHealth::touch).allMatch(t -> t.n() == 1);
    assertThat(touches.get(4).lastSeen()).isAfter(spine.now().minusSeconds(60));
  }

  @Test
  void touchesOfAFleetAreSpreadOverTheMinute() {
    List<Agent> fleet = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      fleet.add(new Agent(spine, "node-" + i));
    }
    int most = 0;
    for (int second = 0; second < 120; second++) {
      if (second % 10 == 0) {
        fleet.forEach(Agent::beat);
      }
      spine.forget().pulse();
      most = Math.max(most, spine.nodes().size());
    }

    assertThat(most).isBetween(1, 20);
  }

  @Test
  void duplicatesAndLateBeatsAreDroppedAndCounted() {
    n1.beat();
    Order first = n1.lastOrder();
    n1.beat();
    spine.forget().pulses(29);
    n1.env("DEV");
    n1.say(beat(), first).say(beat(), n1.lastOrder());

    assertThat(spine.nodes()).isEmpty();
    assertThat(spine.count(Counter.LATE)).isEqualTo(1);
    assertThat(spine.count(Counter.DUPLICATES)).isEqualTo(1);
    spine.pulse();
    assertThat(spine.lastNode().state())
        .as("they are no signs of life")
        .isEqualTo(NodeState.SILENT);
  }

  @Test
  void aNewInstallationWithALowerEpochWaitsUntilTheOldOneIsSilent() {
    n1.beat();
    n1.reinstalled("install-2", 1_000).beat();
    assertThat(spine.count(Counter.LATE)).isEqualTo(1);
    spine.pulses(30).forget();
    n1.beat();

    assertThat(spine.lastNode().state()).isEqualTo(NodeState.ALIVE);
    assertThat(spine.count(Counter.TAKEOVERS)).isEqualTo(1);
  }

  @Test
  void anEpochThatWentBackUnderTheSameInstallationIsLateForEver() {
    n1.beat();
    spine.pulses(30).forget();
    n1.reinstalled("install-1", 1_000).beat();

    assertThat(spine.nodes()).isEmpty();
  }

  @Test
  void aClockThreeHoursAheadIsToldAndTakenOutOfEventTimes() {
    n1.clockWrongBy(3 * 3_600_000).beat();

    NodeHealth health = spine.lastNode();
    assertThat(health.skewMillis()).isEqualTo(-3 * 3_600_000);
    assertThat(health.since()).isEqualTo(spine.now());
  }

  @Test
  void aClockBehindIsBelievedOnceTwoBeatsAgree() {
    n1.clockWrongBy(-600_000).beat();
    assertThat(spine.lastNode().skewMillis()).as("one late beat may be delay").isZero();
    spine.pulses(10);
    n1.beat();
    spine.pulses(60);
    n1.beat();

    assertThat(spine.lastNode().skewMillis()).isEqualTo(600_000);
  }

  @Test
  void everyPulseIsCarriedThroughWithItsAppendTime() {
    spine.pulse().burst(2);

    for (Topic topic : List.of(Topic.NODE_HEALTH, Topic.INSTANCE_HEALTH, Topic.SERVICE_HEALTH)) {
      List<Pulse> carried = spine.read(topic, Pulse.class);
      assertThat(carried).as(topic.wire()).hasSize(3);
      assertThat(carried.get(0).appendedMillis()).isEqualTo(spine.now().toEpochMilli());
      assertThat(carried).extracting(Pulse::number).containsExactly(1L, 2L, 3L);
    }
  }

  private NodeHeartbeat beat() {
    return new NodeHeartbeat(n1.node, "DEV", "paris", "boot-1", "1.0", 10);
  }
}
