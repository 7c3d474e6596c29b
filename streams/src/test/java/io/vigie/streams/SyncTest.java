package io.vigie.streams;

import static io.vigie.contract.availability.Availability.DOWN;
import static io.vigie.contract.availability.Availability.UP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.vigie.contract.availability.Topology;
import io.vigie.contract.event.ActionStatus;
import io.vigie.contract.event.Alert;
import io.vigie.contract.event.Event;
import io.vigie.contract.event.ServiceConfig;
import io.vigie.contract.event.SyncHealth;
import io.vigie.contract.event.SyncResult;
import io.vigie.contract.id.InstanceId;
import io.vigie.contract.id.Rid;
import io.vigie.contract.sync.SyncState;
import io.vigie.contract.topic.Topic;
import io.vigie.contract.wire.Stamp;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How copies of data stand: after each run, and by the pulses alone. */
class SyncTest {
  private static final InstanceId WEB = new InstanceId("default", "web", "n1");

  @TempDir Path dir;
  @TempDir Path dirOfTheNext;
  private Spine spine;
  private Agent n1;
  private int runs;

  @BeforeEach
  void open() {
    spine = new Spine(dir);
    n1 = new Agent(new Current(), "n1").beat();
    spine.pulses(61);
    n1.up("web");
    spine.forget();
  }

  @AfterEach
  void close() {
    spine.close();
  }

  @Test
  void aGoodRunIsTold() {
    Instant end = spine.now();
    ends("n2", ActionStatus.OK, null, 100, null);

    SyncHealth copy = only();
    assertThat(copy.key()).isEqualTo("default/web:sync#nodes/n2");
    assertThat(copy.state()).isEqualTo(SyncState.OK);
    assertThat(copy.lastGood())
        .as("what was written since may be missing")
        .isEqualTo(end.minusSeconds(4));
    assertThat(copy.since()).isEqualTo(end);
    assertThat(copy.app()).isEqualTo("erp");
    assertThat(copy.env()).isEqualTo("PRD");
    assertThat(copy.source()).isEqualTo("n1");
    assertThat(copy.bytes()).isEqualTo(4_096);
    assertThat(copy.nextDue()).isEqualTo(end.plusSeconds(60));
    assertThat(copy.removed()).isFalse();
    assertThat(copy.disaster()).isFalse();
    assertThat(copy.cause()).startsWith("vigie.sync.v1-0@");
  }

  @Test
  void withTheAgeOfItsLastGoodRunACopyGrowsLateOnceAtAPulse() {
    Instant good = spine.now().minusSeconds(4);
    ends("n2", ActionStatus.OK, null, 100, null);
    spine.forget();
    talking(95);
    assertThat(copies()).isEmpty();

    talking(1);

    SyncHealth late = only();
    assertThat(late.state()).isEqualTo(SyncState.LATE);
    assertThat(late.since()).isEqualTo(good.plusSeconds(100));
    assertThat(late.cause()).startsWith("vigie.instance-status.v1-0@");
    talking(30);
    assertThat(copies()).as("told once").isEmpty();

    ends("n2", ActionStatus.OK, null, 100, null);
    assertThat(only().state()).isEqualTo(SyncState.OK);
  }

  @Test
  void aCopyIsLateWhenItsAlertIs() {
    ends("n2", ActionStatus.OK, null, 100, 40L);
    spine.forget();

    talking(60);

    assertThat(only().state()).as("its data were 40 s old already").isEqualTo(SyncState.LATE);
    assertThat(spine.alerts())
        .extracting(Alert::alert)
        .hasToString("[sync-late:default/web:sync#nodes/n2]");
  }

  @Test
  void aFailedRunKeepsTheCopyBeforeUntilThatIsTooOld() {
    Instant good = spine.now().minusSeconds(4);
    ends("n2", ActionStatus.OK, null, 100, null);
    talking(50);
    spine.forget();
    ends("n2", ActionStatus.ERR, null, 100, null);

    SyncHealth failed = only();
    assertThat(failed.state()).isEqualTo(SyncState.FAILED);
    assertThat(failed.lastGood()).isEqualTo(good);
    assertThat(failed.since()).isEqualTo(failed.end());

    talking(50);
    assertThat(only().state()).isEqualTo(SyncState.LATE);
  }

  @Test
  void aCopyThatNeverWentWellIsNoCopy() {
    ends("n2", ActionStatus.ERR, null, 100, null);
    assertThat(only().state()).isEqualTo(SyncState.NEVER);

    Instant before = spine.now().minusSeconds(500);
    ends("n2", ActionStatus.ERR, before, 100, null);
    SyncHealth known = only();
    assertThat(known.lastGood()).as("the target had a stamp").isEqualTo(before);
    assertThat(known.state()).isEqualTo(SyncState.LATE);
  }

  @Test
  void aNodeWithNothingToSendChangesNothing() {
    ends("n2", ActionStatus.OFF, null, 100, null);
    assertThat(copies()).isEmpty();

    ends("n2", ActionStatus.OK, null, 100, null);
    spine.forget();
    ends("n2", ActionStatus.OFF, null, 100, null);
    assertThat(copies()).isEmpty();
  }

  @Test
  void theSameRunSentAgainIsNoNews() {
    SyncResult run = run("r", "n2", ActionStatus.OK, null, 100, null);
    n1.say(run);
    spine.forget();

    n1.say(run);

    assertThat(copies()).isEmpty();
  }

  @Test
  void whatTheServiceSaysOfItselfIsSaidOfItsCopies() {
    ends("n2", ActionStatus.OK, null, 100, null);
    ends("far", ActionStatus.OK, null, 100, null);
    spine.forget();

    n1.say(configuration("crm", "far"));

    List<SyncHealth> told = copies();
    assertThat(told).extracting(SyncHealth::app).containsExactly("crm", "crm");
    assertThat(told)
        .extracting(SyncHealth::target, SyncHealth::disaster)
        .containsExactlyInAnyOrder(tuple("far", true), tuple("n2", false));
    n1.say(n1.status("web").app(DOWN).ofApp("crm").build());
    assertThat(copies()).as("it is down, its copies are what they were").isEmpty();
  }

  @Test
  void whatNobodyHasAnyMoreIsRemovedOnce() {
    ends("n2", ActionStatus.OK, null, 100, null);
    spine.forget();

    n1.say(n1.status("web").app(UP).removed().build());

    assertThat(only().removed()).isTrue();
    talking(120);
    assertThat(copies()).isEmpty();
  }

  @Test
  void aTargetTakenOutOfTheFileIsOwedNoCopy() {
    ends("far", ActionStatus.OK, null, 100, null);
    n1.say(configuration("erp", "far"));
    talking(100);
    assertThat(late()).as("late").extracting(Alert::resolved).containsOnlyNulls().isNotEmpty();
    spine.forget();

    n1.say(configuration("erp", "farther"));
    spine.pulses(2);

    assertThat(only().removed()).isTrue();
    assertThat(late()).last().extracting(Alert::resolved).isNotNull();
    n1.say(configuration("erp", "far"));
    assertThat(copies()).last().extracting(SyncHealth::removed).isEqualTo(false);
  }

  @Test
  void aRunOfAServiceThatNobodyKnowsIsToldWithTheService() {
    n1.say(
        new SyncResult(
            "early",
            new InstanceId("default", "db", "n1"),
            Rid.parse("sync#nodes"),
            "",
            "n2",
            spine.now(),
            spine.now(),
            ActionStatus.OK,
            "",
            1,
            1,
            1,
            "",
            null,
            null,
            0,
            null));
    assertThat(copies()).isEmpty();

    n1.up("db");

    SyncHealth copy = only();
    assertThat(copy.key()).isEqualTo("default/db:sync#nodes/n2");
    assertThat(copy.removed()).isFalse();
  }

  @Test
  void theNextProcessGoesOnWhereThisOneWas() {
    ends("n2", ActionStatus.OK, null, 100, null);
    talking(50);
    spine.forget();

    spine = spine.restarted(dirOfTheNext);
    talking(40);
    assertThat(copies()).isEmpty();

    talking(20);
    assertThat(only().state()).isEqualTo(SyncState.LATE);
  }

  private void ends(String target, ActionStatus status, Instant before, long most, Long lag) {
    n1.say(run("r" + ++runs, target, status, before, most, lag));
  }

  private SyncResult run(
      String id, String target, ActionStatus status, Instant before, long most, Long lag) {
    Instant now = spine.now();
    return new SyncResult(
        id,
        WEB,
        Rid.parse("sync#nodes"),
        "",
        target,
        now.minusSeconds(4),
        now,
        status,
        "",
        7,
        4_096,
        1_024,
        "",
        before,
        now.plusSeconds(60),
        most,
        lag);
  }

  private ServiceConfig configuration(String app, String far) {
    return new ServiceConfig(
        WEB,
        app,
        "PRD",
        Topology.FAILOVER,
        "ha",
        "nodes order",
        0,
        0,
        List.of("n1", "n2"),
        List.of(far),
        "",
        spine.now(),
        "c-" + far,
        "");
  }

  private List<SyncHealth> copies() {
    return spine.read(Topic.SYNC_HEALTH, SyncHealth.class);
  }

  private List<Alert> late() {
    return spine.alerts().stream()
        .filter(each -> each.alert().toString().startsWith("sync-late:"))
        .toList();
  }

  private SyncHealth only() {
    List<SyncHealth> copies = copies();
    assertThat(copies).hasSize(1);
    return copies.get(0);
  }

  private void talking(int count) {
    for (int i = 0; i < count; i++) {
      if (i % 60 == 0) {
        n1.repeat();
      }
      spine.pulse();
    }
  }

  /** Whichever process runs now. */
  private final class Current implements Wire {
    @Override
    public Instant now() {
      return spine.now();
    }

    @Override
    public void put(Event event, Stamp stamp, Instant time) {
      spine.put(event, stamp, time);
    }
  }
}
