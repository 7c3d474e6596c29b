package io.vigie.streams;

import static io.vigie.contract.availability.Availability.DOWN;
import static io.vigie.contract.availability.Availability.UNDEF;
import static io.vigie.contract.availability.Availability.UP;
import static io.vigie.contract.availability.Availability.WARN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.vigie.contract.event.InstanceHealth;
import io.vigie.contract.event.InstanceStatus;
import io.vigie.contract.event.ServiceHealth;
import io.vigie.contract.wire.Order;
import io.vigie.streams.metric.Counter;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose word still counts: pulses, silence, goodbyes, supersession. */
class TrustTest {
  @TempDir Path dir;
  private Spine spine;
  private Agent n1;
  private Agent n2;
  private InstanceStatus every10s;

  @BeforeEach
  void open() {
    spine = new Spine(dir);
    n1 = new Agent(spine, "n1");
    n2 = new Agent(spine, "n2");
    every10s = n1.status("web").app(UP).everySeconds(10).build();
  }

  @AfterEach
  void close() {
    spine.close();
  }

  @Test
  void anInstanceIsStaleAfterThreeRefreshesWithoutAReport() {
    n1.up("web");
    spine.forget().pulses(179);
    assertThat(spine.instances()).isEmpty();
    spine.pulse();

    InstanceHealth instance = spine.lastInstance();
    assertThat(instance.staleReason()).isEqualTo("no-report");
    assertThat(instance.trusted()).isFalse();
    assertThat(instance.avail()).as("its last word stays on screen").isEqualTo(UP);
    assertThat(instance.since()).isEqualTo(spine.now());
    ServiceHealth service = spine.lastService();
    assertThat(service.avail()).isEqualTo(UNDEF);
    assertThat(service.stale()).isTrue();
    assertThat(service.lastKnownUpOn()).containsExactly("n1");
  }

  @Test
  void anAgentThatReportsFasterIsDoubtedSooner() {
    n1.say(every10s);
    spine.pulses(30);

    assertThat(spine.lastInstance().staleReason()).isEqualTo("no-report");
  }

  @Test
  void aReportEndsTheDoubtEvenWhenItSaysTheSame() {
    n1.say(every10s);
    spine.pulses(30).forget();
    n1.say(every10s);

    InstanceHealth instance = spine.lastInstance();
    assertThat(instance.stale()).isFalse();
    assertThat(instance.previous().stale()).isTrue();
    assertThat(spine.lastService().avail()).isEqualTo(UP);
  }

  @Test
  void noPulsesNoAgeing() {
    n1.up("web");
    spine.forget().pause(7_200_000).pulse();

    assertThat(spine.instances()).isEmpty();
  }

  @Test
  void aGapInThePulsesGivesInstancesTheFullAllowanceAgain() {
    n1.say(every10s);
    spine.forget().pulses(29).pause(5_000).pulses(30);
    assertThat(spine.instances()).isEmpty();
    spine.pulse();

    assertThat(spine.lastInstance().stale()).isTrue();
  }

  @Test
  void whenANodeFallsSilentItsInstancesAreNotTrusted() {
    n1.beat().up("web");
    n2.says("web", DOWN);
    spine.forget().pulses(30);

    assertThat(spine.instances())
        .extracting(change -> change.instance().node(), InstanceHealth::staleReason)
        .as("n2 is not stale, and no longer served elsewhere")
        .containsExactly(tuple("n1", "node-silent"), tuple("n2", ""));
    ServiceHealth service = spine.lastService();
    assertThat(service.avail()).as("never down when nobody knows").isEqualTo(UNDEF);
    assertThat(service.lastKnownUpOn()).containsExactly("n1");
    assertThat(service.cause()).startsWith("vigie.node-heartbeat.v1-0@");
  }

  @Test
  void aSilentStandbyNodeLeavesTheServiceUpAndWarns() {
    n1.up("web");
    n2.beat().says("web", DOWN);
    spine.pulses(30);

    ServiceHealth service = spine.lastService();
    assertThat(service.avail()).isEqualTo(UP);
    assertThat(service.overall()).isEqualTo(WARN);
  }

  @Test
  void aReportAfterItsNodeFellSilentIsTrusted() {
    n1.beat().say(every10s);
    spine.pulses(31);
    n1.say(every10s);

    assertThat(spine.lastInstance().trusted()).isTrue();
    spine.pulses(30);
    assertThat(spine.lastInstance().staleReason()).isEqualTo("no-report");
  }

  @Test
  void aNodeThatBeatsAgainInTheSameLifeBringsItsInstancesBack() {
    n1.beat().up("web");
    spine.pulses(40);
    n1.beat();

    assertThat(spine.lastInstance().stale()).isFalse();
    assertThat(spine.lastService().avail()).isEqualTo(UP);
  }

  @Test
  void aNodeThatWasRestartedSaysNothingOfItsInstancesUntilTheyReport() {
    n1.beat().up("web");
    spine.pulses(40);
    n1.restarted().beat();
    assertThat(spine.lastInstance().staleReason()).isEqualTo("no-report");
    n1.says("web", DOWN);

    assertThat(spine.lastInstance().stale()).isFalse();
    assertThat(spine.lastService().avail()).isEqualTo(DOWN);
  }

  @Test
  void whileAnAgentLeavesItsInstancesAreShownStaleAndStillCount() {
    n1.beat().say(every10s).leaves(60);

    InstanceHealth instance = spine.lastInstance();
    assertThat(instance.staleReason()).isEqualTo("leaving");
    assertThat(instance.trusted()).isTrue();
    assertThat(spine.lastService().avail()).isEqualTo(UP);
    spine.forget().pulses(59);
    assertThat(spine.services()).as("until the grace ends").isEmpty();
    spine.pulse();

    assertThat(spine.lastInstance().staleReason()).isEqualTo("node-silent");
    assertThat(spine.lastService().avail()).isEqualTo(UNDEF);
  }

  @Test
  void anAgentThatIsBackWithinItsGraceIsBelievedUntilItReports() {
    n1.beat().say(every10s).leaves(90);
    spine.forget().pulses(80);
    n1.restarted().beat();
    spine.pulses(20);
    n1.say(every10s);

    assertThat(spine.lastInstance().stale()).isFalse();
    assertThat(spine.services()).as("the service never moved").isEmpty();
  }

  @Test
  void anAgentThatIsBackAndSilentAboutAnInstanceIsDoubtedThreeRefreshesLater() {
    n1.beat().say(every10s).leaves(90);
    spine.pulses(80);
    n1.restarted().beat();
    spine.pulses(10);
    n1.beat();
    spine.pulses(19);
    assertThat(spine.lastInstance().staleReason()).isEqualTo("leaving");
    spine.pulse();

    assertThat(spine.lastInstance().staleReason()).isEqualTo("no-report");
  }

  @Test
  void aNodeThatTookOverMakesTheLostOneUntrusted() {
    n1.up("web");
    n2.says("web", DOWN);
    n2.say(n2.status("web").app(UP).supersedes("n1").build());

    ServiceHealth service = spine.lastService();
    assertThat(service.avail()).as("up on n2 alone, not split").isEqualTo(UP);
    assertThat(service.upNodes()).containsExactly("n2");
    assertThat(spine.instances())
        .filteredOn(instance -> instance.instance().node().equals("n1"))
        .last()
        .satisfies(instance -> assertThat(instance.staleReason()).isEqualTo("superseded"));
  }

  @Test
  void aSupersededNodeThatSpeaksAgainCounts() {
    n1.up("web");
    n2.say(n2.status("web").app(UP).supersedes("n1").build());
    n1.up("web");

    ServiceHealth service = spine.lastService();
    assertThat(service.avail()).isEqualTo(WARN);
    assertThat(service.upNodes()).containsExactly("n1", "n2");
  }

  @Test
  void aTakeoverThatIsOnlyRepeatedSupersedesNobodyAnew() {
    n1.up("web");
    n2.say(n2.status("web").app(UP).supersedes("n1").build());
    n1.up("web");
    spine.forget();
    n2.say(n2.status("web").app(UP).supersedes("n1").frozen().build());

    assertThat(spine.lastService().upNodes()).containsExactly("n1", "n2");
  }

  @Test
  void anOldCopyOfASupersededNodesReportIsNoWord() {
    n1.up("web");
    Order last = n1.lastOrder();
    n2.say(n2.status("web").app(UP).supersedes("n1").build());
    spine.forget();
    n1.say(n1.status("web").app(UP).build(), last);

    assertThat(spine.services()).isEmpty();
  }

  @Test
  void aNewInstallationIsHeardOnceTheOldOneIsNotTrusted() {
    n1.beat().up("web");
    n1.reinstalled("install-2", 1_000).says("web", DOWN);
    assertThat(spine.lastInstance().avail()).as("the old one still speaks").isEqualTo(UP);
    spine.pulses(30).forget();
    n1.beat().says("web", DOWN);

    InstanceHealth instance = spine.lastInstance();
    assertThat(instance.avail()).isEqualTo(DOWN);
    assertThat(instance.trusted()).isTrue();
    assertThat(spine.count(Counter.TAKEOVERS)).isEqualTo(2);
  }

  @Test
  void anInstanceOfANewInstallationIsHeardEvenWhenItWasTrustedByAReport() {
    n1.beat();
    spine.pulses(30);
    n1.up("web"); // appended after the node went silent: trusted
    n1.reinstalled("install-2", 1_000).beat();
    n1.says("web", DOWN);

    assertThat(spine.lastInstance().avail()).isEqualTo(DOWN);
  }

  @Test
  void aNodesMoveConcernsOnlyServicesThatRunOnIt() {
    n1.beat().up("web");
    n2.beat().up("mail");
    for (int i = 0; i < 3; i++) {
      spine.pulses(10);
      n2.beat();
    }

    assertThat(spine.services())
        .filteredOn(service -> service.service().toString().equals("default/mail"))
        .hasSize(1);
  }

  @Test
  void sinceOfAStateTheCollectorDecidedIsThePulsesMoment() {
    n1.beat().up("web");
    Instant up = spine.now();
    spine.pulses(30);

    InstanceHealth instance = spine.lastInstance();
    assertThat(instance.since()).isEqualTo(up.plusSeconds(30));
    assertThat(instance.knownFrom()).isEqualTo(up.plusSeconds(30));
  }
}
