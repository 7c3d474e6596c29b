package io.vigie.streams;

import static io.vigie.contract.availability.Availability.DOWN;
import static io.vigie.contract.availability.Availability.UP;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.alert.AlertMove;
import io.vigie.contract.event.Alert;
import io.vigie.contract.event.Event;
import io.vigie.contract.event.InstanceHealth;
import io.vigie.contract.event.InstanceStatus;
import io.vigie.contract.event.NodeHeartbeat;
import io.vigie.contract.event.NodeRetire;
import io.vigie.contract.event.ServiceRetire;
import io.vigie.contract.id.ServiceId;
import io.vigie.contract.wire.Order;
import io.vigie.contract.wire.Stamp;
import io.vigie.streams.metric.Counter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Streams are killed, and whoever takes over knows from the stores all that counts: what a node
 * sends again is no news to them either.
 */
class KilledTest implements Wire {
  @TempDir Path dir;
  @TempDir Path dirOfTheNext;
  private Spine spine;
  private Agent n1;
  private Agent n2;

  @BeforeEach
  void open() {
    spine = new Spine(dir);
    n1 = new Agent(this, "n1");
    n2 = new Agent(this, "n2");
  }

  @AfterEach
  void close() {
    spine.close();
  }

  @Override
  public Instant now() {
    return spine.now();
  }

  @Override
  public void put(Event event, Stamp stamp, Instant time) {
    spine.put(event, stamp, time);
  }

  @Test
  void aStatusSentAgainDoesNotReviveASupersededInstance() {
    InstanceStatus up = n1.status("web").app(UP).build();
    n2.says("web", DOWN);
    n1.say(up).say(up);
    Order last = n1.lastOrder();
    kill();
    n2.say(n2.status("web").app(UP).supersedes("n1").build());
    assertThat(spine.instances()).extracting(InstanceHealth::staleReason).contains("superseded");

    n1.say(up, last);

    assertThat(spine.instances()).isEmpty();
    assertThat(spine.count(Counter.DUPLICATES)).isEqualTo(1);
  }

  @Test
  void aStatusSentAgainDoesNotReviveAnInstanceThatIsTooOld() {
    InstanceStatus up = n1.status("web").app(UP).everySeconds(10).build();
    n1.say(up).say(up);
    Order last = n1.lastOrder();
    kill();
    spine.pulses(30);
    assertThat(spine.lastInstance().staleReason()).isEqualTo("no-report");

    n1.say(up, last);

    assertThat(spine.instances()).isEmpty();
  }

  @Test
  void anInstanceThatGrewTooOldUnderASilentNodeIsNotFreshWithTheNode() {
    n1.beat().up("web");
    spine.pulses(180);
    kill();

    n1.beat();

    assertThat(spine.lastInstance().staleReason()).isEqualTo("no-report");
  }

  @Test
  void aBeatSentAgainDoesNotReviveASilentNode() {
    n1.beat().beat();
    Order last = n1.lastOrder();
    kill();
    spine.pulses(30).forget();

    n1.say(new NodeHeartbeat(n1.node, "PRD", "paris", "boot-1", "1.0", 10), last);

    assertThat(spine.nodes()).isEmpty();
    assertThat(spine.alerts()).isEmpty();
  }

  @Test
  void whatASilentNodeSaidInItsLastLifeDoesNotReviveWhatWasRetired() {
    n1.beat().up("web");
    n1.restarted().beat().up("web");
    Order last = n1.lastOrder();
    kill();
    spine.pulses(30).says(new NodeRetire(n1.node, 0, "zoe")).forget();

    n1.say(n1.status("web").app(UP).build(), last);

    assertThat(spine.instances()).isEmpty();
    assertThat(spine.services()).isEmpty();
  }

  @Test
  void aServiceIsNotRetiredForALifeOfItsNodeThatHasEnded() {
    n1.beat().up("web");
    long former = n1.lastOrder().epoch();
    n1.restarted().beat().up("web");
    kill();

    spine.says(new ServiceRetire(new ServiceId("default", "web"), Map.of("n1", former), "zoe"));

    assertThat(spine.instances()).isEmpty();
    assertThat(spine.count(Counter.RETIREMENTS_LATE)).isEqualTo(1);
  }

  @Test
  void aConfigurationSaidAgainOutlivesAnOlderWordThatTheServiceHasGone() {
    n1.configures("web", Spine.START, "c1", "n1").up("web");
    Order gone = n1.order();
    n1.configures("web", Spine.START, "c1", "n1");
    kill();

    n1.say(n1.status("web").removed().build(), gone);

    InstanceHealth instance = spine.lastInstance();
    assertThat(instance.removed()).isFalse();
    assertThat(instance.staleReason()).isEqualTo("never-heard");
  }

  @Test
  void oneOddTimeDoesNotMakeAClockWrong() {
    n1.clockWrongBy(28_000);
    for (int i = 0; i < 5; i++) {
      n1.beat();
    }
    kill();

    n1.clockWrongBy(35_000).beat();
    spine.pulses(2);

    assertThat(spine.alerts()).isEmpty();
  }

  @Test
  void twoInstallationsStaySeenUntilOneIsQuiet() {
    n1.beat();
    long epoch = n1.lastOrder().epoch();
    for (int turn = 0; turn < 4; turn++) {
      spine.pulses(10);
      n1.reinstalled("install-" + turn % 2, ++epoch).beat();
    }
    spine.pulse();
    assertThat(spine.lastAlert().alert()).hasToString("node-duplicate:default/n1");
    kill();

    for (int i = 0; i < 30; i++) {
      spine.pulses(9);
      n1.beat();
    }
    assertThat(spine.alerts()).isEmpty();
    for (int i = 0; i < 4; i++) {
      spine.pulses(9);
      n1.beat();
    }
    assertThat(spine.alerts()).extracting(Alert::move).containsExactly(AlertMove.RESOLVED);
    kill();
    spine.pulses(2);
    assertThat(spine.alerts()).isEmpty();
  }

  @Test
  void whatWaitsToBeToldGoesOnWaiting() {
    bothRun();
    differ(true);
    Instant began = now();
    seconds(300);
    kill();

    seconds(299);
    assertThat(spine.alerts()).isEmpty();
    seconds(1);

    Alert differs = spine.lastAlert();
    assertThat(differs.alert()).hasToString("config-differs:default/web");
    assertThat(differs.since()).isEqualTo(began);
  }

  @Test
  void whatWasOverBeforeItWasToldWaitsFromItsNextBeginning() {
    bothRun();
    differ(true);
    seconds(300);
    differ(false);
    kill();
    differ(true);
    seconds(301);

    assertThat(spine.alerts()).isEmpty();
  }

  @Test
  void whatIsOverWhenStreamsAreBackIsForgotten() {
    bothRun();
    differ(true);
    seconds(300);
    kill();
    differ(false);
    differ(true);
    seconds(301);

    assertThat(spine.alerts()).isEmpty();
  }

  private void bothRun() {
    n1.configures("web", Spine.START, "c1", "n1", "n2").up("web");
    n2.says("web", DOWN);
    differ(false);
  }

  private void differ(boolean now) {
    n2.configures("web", Spine.START, now ? "c2" : "c1", "n1", "n2");
  }

  private void seconds(int count) {
    for (int i = 0; i < count; i++) {
      if (i % 60 == 0) {
        n1.up("web");
        n2.says("web", DOWN);
      }
      spine.pulse();
    }
  }

  private void kill() {
    spine.forget();
    spine = spine.restarted(dirOfTheNext);
  }
}
