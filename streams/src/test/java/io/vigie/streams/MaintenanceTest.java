package io.vigie.streams;

import static io.vigie.contract.availability.Availability.DOWN;
import static io.vigie.contract.availability.Availability.WARN;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.alert.AlertMove;
import io.vigie.contract.event.ActionStatus;
import io.vigie.contract.event.Alert;
import io.vigie.contract.event.Maintenance;
import io.vigie.contract.event.NodeHealth;
import io.vigie.contract.event.NodeState;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.wire.Order;
import io.vigie.streams.flow.NodeMove;
import io.vigie.streams.flow.NodeMoveCodec;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody works on a node and says so there: of what lies on it alone nobody is told. */
class MaintenanceTest {
  private static final String ON_N1 = "maintenance:default/n1";

  @TempDir Path dir;
  @TempDir Path dirOfTheNext;
  private Spine spine;
  private Agent n1;
  private Agent n2;

  @BeforeEach
  void open() {
    spine = new Spine(dir);
    n1 = new Agent(spine, "n1");
    n2 = new Agent(spine, "n2");
    spine.pulses(61).forget();
  }

  @AfterEach
  void close() {
    spine.close();
  }

  @Test
  void itIsToldWithTheNodeUntilAPulseEndsIt() {
    n1.beat();
    Instant end = spine.now().plusSeconds(20);
    n1.maintained(end);
    NodeHealth told = last();
    assertThat(told.maintenance()).isEqualTo(new Maintenance(end, "new memory", "zoe@n1"));
    long n = told.n();

    spine.pulses(19);
    assertThat(spine.nodes()).noneMatch(health -> health.n() > n);
    spine.pulse();
    assertThat(last().maintenance()).isNull();
    n1.maintained(end);
    spine.pulse();
    assertThat(spine.nodes()).as("an agent whose clock is slow").isEmpty();
  }

  @Test
  void aSilentNodeInMaintenanceWakesNobodyUntilItsEnd() {
    n1.beat().maintained(spine.now().plusSeconds(200));
    spine.pulses(31);
    Alert raised = of(AlertKind.NODE_SILENT);
    assertThat(raised.move()).isEqualTo(AlertMove.RAISED);
    assertThat(raised.silencedBy()).isEqualTo(ON_N1);
    assertThat(last().maintenance()).as("silence ends it not").isNotNull();

    spine.forget();
    spine.pulses(180);
    Alert audible = of(AlertKind.NODE_SILENT);
    assertThat(audible.move()).isEqualTo(AlertMove.UNSILENCED);
    assertThat(audible.silencedBy()).isEmpty();
  }

  @Test
  void withoutPulsesItDoesNotEnd() {
    n1.beat().maintained(spine.now().plusSeconds(20));
    spine.forget();
    spine.pause(60_000);
    n1.beat();
    assertThat(spine.nodes()).isEmpty();

    spine.pulse();
    assertThat(last().maintenance()).isNull();
  }

  @Test
  void whatFailsOnItIsSilencedAndWhatFailsElsewhereIsNot() {
    n1.beat().up("web").maintained(spine.now().plusSeconds(600));
    n2.beat().says("web", DOWN);
    spine.forget();
    n1.ends("web", "start", "a1", ActionStatus.ERR);
    assertThat(of(AlertKind.ACTION_FAILED).silencedBy()).isEqualTo(ON_N1);

    n2.ends("web", "start", "a2", ActionStatus.ERR);
    assertThat(of(AlertKind.ACTION_FAILED).silencedBy()).isEmpty();
  }

  @Test
  void aServiceThatWasUpOnItLastIsSilencedAndTakenUpElsewhereIsNot() {
    n1.beat().up("web").says("web", DOWN);
    n2.beat().says("web", DOWN);
    spine.pulses(10);
    assertThat(of(AlertKind.SERVICE_UNAVAILABLE).silencedBy()).isEmpty();

    n1.maintained(spine.now().plusSeconds(600));
    spine.pulse();
    assertThat(of(AlertKind.SERVICE_UNAVAILABLE).move()).isEqualTo(AlertMove.SILENCED);

    n2.up("web").says("web", DOWN);
    spine.pulses(11);
    Alert other = of(AlertKind.SERVICE_UNAVAILABLE);
    assertThat(other.move()).isEqualTo(AlertMove.RAISED);
    assertThat(other.silencedBy()).as("it failed on n2, which nobody works on").isEmpty();

    n2.maintained(spine.now().plusSeconds(600));
    spine.pulse();
    assertThat(of(AlertKind.SERVICE_UNAVAILABLE).silencedBy()).isEqualTo("maintenance:default/n2");
  }

  @Test
  void aServiceThatIsTakenOverAndOnlyWarnsThereIsTold() {
    n1.beat().up("web").says("web", DOWN);
    n1.maintained(spine.now().plusSeconds(600));
    n2.beat().says("web", WARN);
    spine.pulses(11);
    assertThat(of(AlertKind.SERVICE_UNAVAILABLE).silencedBy()).as("n2 warns").isEmpty();

    n2.says("web", DOWN);
    spine.pulses(11);
    assertThat(spine.alerts())
        .as("down everywhere, and it served on n2 last")
        .noneMatch(alert -> alert.move() == AlertMove.SILENCED);
  }

  @Test
  void aServiceWhoseTakeOverFailsElsewhereIsTold() {
    raiseSilenced(600);
    n2.beat().says("web", DOWN);
    n2.ends("web", "start", "a1", ActionStatus.ERR);
    spine.pulse();
    assertThat(of(AlertKind.SERVICE_UNAVAILABLE).move()).isEqualTo(AlertMove.UNSILENCED);

    n2.ends("web", "start", "a2", ActionStatus.OK);
    spine.pulse();
    assertThat(of(AlertKind.SERVICE_UNAVAILABLE).silencedBy()).as("n2 is well").isEqualTo(ON_N1);
  }

  @Test
  void itIsEndedEarly() {
    raiseSilenced(600);
    n1.maintained(null);
    assertThat(last().maintenance()).isNull();
    spine.pulse();
    assertThat(of(AlertKind.SERVICE_UNAVAILABLE).move()).isEqualTo(AlertMove.UNSILENCED);
  }

  @Test
  void whoeverTakesOverKnowsItAndItsEnd() {
    raiseSilenced(90);
    spine = spine.restarted(dirOfTheNext);
    spine.pulses(60);
    assertThat(spine.alerts())
        .filteredOn(alert -> alert.move() == AlertMove.UNSILENCED)
        .as("known after the take-over, where it was up last too")
        .isEmpty();

    spine.pulses(40);
    assertThat(spine.alerts())
        .filteredOn(alert -> alert.alert().kind() == AlertKind.SERVICE_UNAVAILABLE)
        .extracting(Alert::move)
        .contains(AlertMove.UNSILENCED);
  }

  @Test
  void aServiceMayStayAwayFromANodeInMaintenance() {
    n1.beat().configures("web", Spine.START, "c1", "n1", "n2");
    n1.says("web", DOWN);
    n2.beat().up("web");
    n1.maintained(spine.now().plusSeconds(1_200));
    spine.forget();
    talking(700);
    assertThat(spine.alerts()).noneMatch(a -> a.alert().kind() == AlertKind.SERVICE_MISPLACED);

    talking(1_200);
    assertThat(of(AlertKind.SERVICE_MISPLACED).move()).isEqualTo(AlertMove.RAISED);
  }

  @Test
  void aDegradedServiceIsSilencedWhenNothingElseAilsThanWhatIsInMaintenance() {
    n1.beat().up("web");
    n2.beat().say(n2.status("web").app(DOWN).resource("fs#0", WARN).build());
    talking(61);
    Alert raised = of(AlertKind.SERVICE_DEGRADED);
    assertThat(raised.silencedBy()).isEmpty();

    n1.maintained(spine.now().plusSeconds(600));
    spine.pulse();
    assertThat(spine.alerts()).as("n1 is well").isEmpty();
    n2.maintained(spine.now().plusSeconds(600));
    spine.pulse();
    assertThat(of(AlertKind.SERVICE_DEGRADED).silencedBy()).isEqualTo("maintenance:default/n2");
  }

  @Test
  void whatLiesOnANodeInMaintenanceAndOnAnotherOneIsTold() {
    Agent n3 = new Agent(spine, "n3");
    n1.beat().up("web");
    n2.beat().say(n2.status("web").app(DOWN).resource("fs#0", WARN).build());
    n3.beat().say(n3.status("web").app(DOWN).resource("fs#0", WARN).build());
    n2.maintained(spine.now().plusSeconds(600));
    talking(61);
    assertThat(of(AlertKind.SERVICE_DEGRADED).silencedBy()).as("n3 ails too").isEmpty();

    n3.says("web", DOWN);
    spine.pulses(2);
    assertThat(of(AlertKind.SERVICE_DEGRADED).silencedBy()).isEqualTo("maintenance:default/n2");
  }

  @Test
  void nobodyMutesANodeForGoodAndAWrongClockIsPutRight() {
    n1.beat().maintained(spine.now().plus(Duration.ofDays(400)));
    assertThat(last().maintenance().until())
        .isEqualTo(spine.now().plusSeconds(Maintenance.LONGEST_SECONDS));

    n2.clockWrongBy(-7_200_000);
    for (int i = 0; i < 5; i++) {
      n2.beat();
      spine.pulse();
    }
    n2.maintained(spine.now().minusSeconds(7_200).plusSeconds(60));
    assertThat(last().maintenance().until()).isEqualTo(spine.now().plusSeconds(60));
  }

  @Test
  void anEarlierProgramReadsAMoveOfTodayAndALaterOneThatOfBefore() {
    NodeMove plain = move(false);
    NodeMove maintained = move(true);

    byte[] today = NodeMoveCodec.encode(maintained);
    byte[] before = NodeMoveCodec.encode(plain);

    assertThat(NodeMoveCodec.decode(today)).isEqualTo(maintained);
    assertThat(NodeMoveCodec.decode(before)).isEqualTo(plain);
    assertThat(today).as("what an earlier program reads, and no more version").startsWith(before);
  }

  private static NodeMove move(boolean maintenance) {
    return new NodeMove(
        new NodeId("default", "n1"),
        7,
        NodeState.ALIVE,
        Spine.START,
        Spine.START,
        3,
        Order.NONE,
        0,
        "",
        "PRD",
        "paris",
        false,
        "x-0@1",
        maintenance);
  }

  /** A service of n1 is down, n1 in maintenance for so long. */
  private void raiseSilenced(int seconds) {
    n1.beat().up("web").maintained(spine.now().plusSeconds(seconds));
    n1.says("web", DOWN);
    spine.pulses(10);
    assertThat(of(AlertKind.SERVICE_UNAVAILABLE).silencedBy()).isEqualTo(ON_N1);
  }

  private void talking(int seconds) {
    for (int i = 0; i < seconds; i++) {
      if (i % 10 == 0) {
        n1.beat().repeat();
        n2.beat().repeat();
      }
      spine.pulse();
    }
  }

  private NodeHealth last() {
    List<NodeHealth> told = spine.nodes();
    return told.get(told.size() - 1);
  }

  /** The last transition of its kind. */
  private Alert of(AlertKind kind) {
    return spine.alerts().stream()
        .filter(alert -> alert.alert().kind() == kind)
        .reduce((one, other) -> other)
        .orElseThrow(() -> new AssertionError("no " + kind.wire()));
  }
}
