package io.vigie.streams;

import static io.vigie.contract.availability.Availability.DOWN;
import static io.vigie.contract.availability.Availability.NA;
import static io.vigie.contract.availability.Availability.STDBY_UP;
import static io.vigie.contract.availability.Availability.UNDEF;
import static io.vigie.contract.availability.Availability.UP;
import static io.vigie.contract.availability.Availability.WARN;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.availability.Topology;
import io.vigie.contract.event.InstanceHealth;
import io.vigie.contract.event.LogLevel;
import io.vigie.contract.event.ResourceStatus;
import io.vigie.contract.event.ServiceHealth;
import io.vigie.contract.event.StatusLine;
import io.vigie.contract.id.ResourceGroup;
import io.vigie.contract.id.Rid;
import io.vigie.contract.wire.Order;
import io.vigie.streams.metric.Counter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What reports add up to, and what is told of a change. */
class ServiceStageTest {
  @TempDir Path dir;
  private Spine spine;
  private Agent n1;
  private Agent n2;
  private Agent n3;

  @BeforeEach
  void open() {
    spine = new Spine(dir);
    n1 = new Agent(spine, "n1");
    n2 = new Agent(spine, "n2");
    n3 = new Agent(spine, "n3");
  }

  @AfterEach
  void close() {
    spine.close();
  }

  @Test
  void theFirstReportMakesAnInstanceAndItsService() {
    n1.up("web");

    InstanceHealth instance = spine.lastInstance();
    assertThat(instance.n()).isEqualTo(1);
    assertThat(instance.avail()).isEqualTo(UP);
    assertThat(instance.trusted()).isTrue();
    assertThat(instance.stale()).isFalse();
    assertThat(instance.since()).isEqualTo(spine.now());
    assertThat(instance.knownFrom()).isEqualTo(spine.now());
    assertThat(instance.lastReport()).isEqualTo(spine.now());
    assertThat(instance.groups()).containsEntry(ResourceGroup.APP, UP);
    assertThat(instance.previous()).isNull();
    assertThat(instance.cause()).isEqualTo("vigie.instance-status.v1-0@0");
    ServiceHealth service = spine.lastService();
    assertThat(service.n()).isEqualTo(1);
    assertThat(service.avail()).isEqualTo(UP);
    assertThat(service.app()).isEqualTo("erp");
    assertThat(service.upNodes()).containsExactly("n1");
    assertThat(service.instances()).isEqualTo(1);
    assertThat(service.previous()).isNull();
  }

  @Test
  void anUnchangedRefreshEndsHere() {
    n1.up("web");
    spine.forget().pulses(20);
    n1.up("web");

    assertThat(spine.instances()).isEmpty();
    assertThat(spine.services()).isEmpty();
    assertThat(spine.count(Counter.UNCHANGED)).isEqualTo(1);
  }

  @Test
  void anUnchangedRefreshStoresNothingButItsPlace() {
    n1.up("web");
    byte[] instance = stored("instances");
    byte[] place = stored("instance-places");
    n1.up("web");

    assertThat(stored("instances")).isEqualTo(instance);
    assertThat(stored("instance-places")).isNotEqualTo(place).hasSizeLessThan(40);
  }

  private byte[] stored(String store) {
    try (KeyValueIterator<String, byte[]> all =
        spine.driver.<String, byte[]>getKeyValueStore(store).all()) {
      assertThat(all.peekNextKey()).isEqualTo("default/web@n1");
      return all.next().value;
    }
  }

  @Test
  void aChangeCarriesWhatEndedWithIt() {
    n1.up("web");
    Instant up = spine.now();
    spine.pulses(5);
    n1.says("web", DOWN);

    InstanceHealth instance = spine.lastInstance();
    assertThat(instance.n()).isEqualTo(2);
    assertThat(instance.since()).isEqualTo(spine.now());
    assertThat(instance.previous())
        .isEqualTo(new InstanceHealth.State(1, UP, UP, false, false, up, up));
    assertThat(instance.changed())
        .containsExactly(
            new InstanceHealth.ResourceChange(Rid.parse("app#0"), UP, DOWN, 1, up, up));
    ServiceHealth service = spine.lastService();
    assertThat(service.n()).isEqualTo(2);
    assertThat(service.avail()).isEqualTo(DOWN);
    assertThat(service.previous()).isEqualTo(new ServiceHealth.State(1, UP, UP, false, up, up));
  }

  @Test
  void aResourceThatOutlastsAChangeKeepsItsOwnSpan() {
    n1.say(n1.status("web").app(UP).resource("fs#0", UP).build());
    Instant first = spine.now();
    spine.pulse();
    n1.say(n1.status("web").app(DOWN).resource("fs#0", UP).build());
    spine.pulse();
    n1.say(n1.status("web").app(DOWN).resource("fs#0", DOWN).build());

    assertThat(spine.lastInstance().changed())
        .as("app#0 ended with change 2, fs#0 lasted from change 1 to 3")
        .containsExactly(
            new InstanceHealth.ResourceChange(Rid.parse("fs#0"), UP, DOWN, 1, first, first));
  }

  @Test
  void aResourceThatIsConfiguredAwayEndsWithoutASuccessor() {
    n1.say(n1.status("web").app(UP).resource("fs#0", UP).build());
    n1.say(n1.status("web").app(UP).build());

    assertThat(spine.lastInstance().changed())
        .singleElement()
        .satisfies(change -> assertThat(change.to()).isNull())
        .satisfies(change -> assertThat(change.rid()).isEqualTo(Rid.parse("fs#0")));
  }

  @Test
  void aNewLabelIsAnotherChangeButNotAnotherState() {
    n1.up("web");
    Instant since = spine.lastInstance().since();
    spine.pulse();
    n1.say(
        n1.status("web")
            .resource("app#0", ResourceStatus.of(UP, "app.simple", "another label"))
            .build());

    InstanceHealth instance = spine.lastInstance();
    assertThat(instance.n()).isEqualTo(2);
    assertThat(instance.since()).isEqualTo(since);
    assertThat(instance.previous()).isNull();
    assertThat(instance.changed()).isEmpty();
    assertThat(spine.services()).as("the service is the same").hasSize(1);
  }

  @Test
  void aWarningLineShowsInOverallOnly() {
    List<StatusLine> log = List.of(new StatusLine(LogLevel.WARN, "slow"));
    n1.say(
        n1.status("web")
            .resource(
                "app#0",
                new ResourceStatus(UP, "app.simple", "", false, false, false, false, null, log))
            .build());

    ServiceHealth service = spine.lastService();
    assertThat(service.avail()).isEqualTo(UP);
    assertThat(service.overall()).isEqualTo(WARN);
  }

  @Test
  void theSendersOwnFoldIsNotBelieved() {
    var claims = n1.status("web").app(DOWN).build();
    n1.say(Agent.claiming(claims, UP));

    assertThat(spine.lastInstance().avail()).isEqualTo(DOWN);
    assertThat(spine.lastService().avail()).isEqualTo(DOWN);
  }

  @Test
  void aStandbyInstanceThatStopsLeavesTheServiceUp() {
    ResourceStatus standby =
        new ResourceStatus(UP, "disk.drbd", "r0", false, false, true, false, null, List.of());
    n1.up("web");
    n2.say(n2.status("web").resource("disk#0", standby).build());
    assertThat(spine.lastInstance().avail()).isEqualTo(STDBY_UP);
    n2.says("web", DOWN);

    assertThat(spine.lastService().avail()).isEqualTo(UP);
  }

  @Test
  void aFailoverMovesTheServiceAndNeverShowsItTwice() {
    n1.up("web");
    n2.says("web", DOWN);
    n1.says("web", DOWN);
    assertThat(spine.lastService().avail()).isEqualTo(DOWN);
    n2.up("web");

    ServiceHealth service = spine.lastService();
    assertThat(service.avail()).isEqualTo(UP);
    assertThat(service.upNodes()).containsExactly("n2");
  }

  @Test
  void anInstanceThatIsDownWhileAnotherServesIsAsItShouldBe() {
    n1.up("web");
    Instant up = spine.now();
    n2.says("web", DOWN);

    InstanceHealth passive = spine.lastInstance();
    assertThat(passive.avail()).as("the field's word stays").isEqualTo(DOWN);
    assertThat(passive.servedElsewhere()).isTrue();
    spine.pulse();
    n1.says("web", DOWN);

    List<InstanceHealth> changes = spine.instances();
    assertThat(changes).extracting(InstanceHealth::servedElsewhere).containsOnly(false);
    assertThat(changes).extracting(change -> change.instance().node()).containsExactly("n1", "n2");
    InstanceHealth red = changes.get(1);
    assertThat(red.since()).as("it was down before").isEqualTo(up);
    assertThat(red.previous()).as("no state ended").isNull();
  }

  @Test
  void aFlipPublishesTheInstanceAndThoseItLeavesAloneOnly() {
    n1.up("web");
    n2.says("web", DOWN);
    n3.say(n3.status("web").app(UNDEF).build());
    spine.forget();
    n1.say(n1.status("web").app(WARN).build());
    assertThat(spine.instances()).as("n1 warns, and serves").hasSize(1);
    n1.says("web", DOWN);
    assertThat(spine.instances()).as("n2 is served no more").hasSize(2);
  }

  @Test
  void aServiceThatWarnsIsNotNowhere() {
    n1.up("web");
    n2.says("web", DOWN);
    n1.say(n1.status("web").app(WARN).build());

    ServiceHealth service = spine.lastService();
    assertThat(service.avail()).isEqualTo(WARN);
    assertThat(service.upNodes()).isEmpty();
    assertThat(service.warnNodes()).containsExactly("n1");
  }

  @Test
  void aDownInstanceOfAFlexServiceIsMissingWhereverOthersAreUp() {
    n1.say(n1.status("farm").flex(1, 2).app(UP).build());
    n2.say(n2.status("farm").flex(1, 2).app(DOWN).build());

    assertThat(spine.lastService().avail()).isEqualTo(UP);
    assertThat(spine.lastInstance().servedElsewhere()).isFalse();
  }

  @Test
  void whatIsUpOnANodeThatFellSilentServesNobodyForSure() {
    n1.beat().up("web");
    n2.beat().says("web", DOWN);
    assertThat(spine.lastInstance().servedElsewhere()).isTrue();
    spine.pulses(29);
    n2.beat();
    spine.pulses(2);

    assertThat(spine.lastService().avail()).isEqualTo(UNDEF);
    assertThat(spine.lastInstance())
        .satisfies(last -> assertThat(last.instance().node()).isEqualTo("n2"))
        .satisfies(last -> assertThat(last.servedElsewhere()).isFalse());
  }

  @Test
  void aServiceHasTheBadgesOfItsInstances() {
    n1.say(n1.status("web").app(UP).resource("fs#0", UP).build());
    n2.say(n2.status("web").app(DOWN).resource("fs#0", DOWN).build());

    assertThat(spine.lastService().groups())
        .isEqualTo(Map.of(ResourceGroup.APP, UP, ResourceGroup.FS, UP));
    n1.say(n1.status("web").removed().build());
    assertThat(spine.lastService().groups())
        .isEqualTo(Map.of(ResourceGroup.APP, DOWN, ResourceGroup.FS, DOWN));
  }

  @Test
  void twoInstancesUpUnderFailoverWarn() {
    n1.up("web");
    n2.up("web");

    ServiceHealth service = spine.lastService();
    assertThat(service.avail()).isEqualTo(WARN);
    assertThat(service.upNodes()).containsExactly("n1", "n2");
  }

  @Test
  void aFlexServiceIsUpInsideItsRangeAndWarnsOutside() {
    for (Agent agent : List.of(n1, n2, n3)) {
      agent.say(agent.status("farm").flex(2, 2).app(UP).build());
    }
    assertThat(spine.services())
        .extracting(ServiceHealth::avail)
        .as("one, two, three instances up of 2 to 2")
        .containsExactly(WARN, UP, WARN);
    n3.say(n3.status("farm").flex(2, 2).app(DOWN).build());
    n2.say(n2.status("farm").flex(2, 2).app(DOWN).build());
    n1.say(n1.status("farm").flex(2, 2).app(DOWN).build());

    List<ServiceHealth> services = spine.services();
    assertThat(services).extracting(ServiceHealth::avail).containsExactly(UP, WARN, DOWN);
    assertThat(services.get(0).topology()).isEqualTo(Topology.FLEX);
  }

  @Test
  void aServiceNotOnItsFirstNodeIsMisplacedWhileThatNodeIsThere() {
    n1.say(n1.status("web").nodes("n1", "n2").app(DOWN).build());
    n2.say(n2.status("web").nodes("n1", "n2").app(UP).build());
    assertThat(spine.lastService().misplaced()).isTrue();
    n1.beat();
    spine.forget().pulses(30);

    assertThat(spine.lastService().misplaced()).as("n1 is silent").isFalse();
  }

  @Test
  void anActionAndAFreezeShowOnTheService() {
    n1.say(n1.status("web").app(UP).frozen().running("stop").build());

    ServiceHealth service = spine.lastService();
    assertThat(service.frozen()).isTrue();
    assertThat(service.action()).isEqualTo("stop");
  }

  @Test
  void aRemovedInstanceEndsAndConcernsThoseItConcernedBefore() {
    n1.up("web");
    n1.say(n1.status("web").ofApp("").removed().build());

    InstanceHealth instance = spine.lastInstance();
    assertThat(instance.removed()).isTrue();
    assertThat(instance.n()).isEqualTo(2);
    assertThat(instance.avail()).isEqualTo(NA);
    assertThat(instance.resources()).isEmpty();
    assertThat(instance.previous().avail()).isEqualTo(UP);
    assertThat(instance.changed()).hasSize(1);
    assertThat(instance.app()).isEqualTo("erp");
    ServiceHealth service = spine.lastService();
    assertThat(service.removed()).isTrue();
    assertThat(service.instances()).isZero();
    assertThat(service.app()).isEqualTo("erp");
    assertThat(service.env()).isEqualTo("PRD");
  }

  @Test
  void aRemovedInstanceThatComesBackCountsOn() {
    n1.up("web");
    n1.say(n1.status("web").removed().build());
    spine.forget().pulse();
    n1.up("web");

    InstanceHealth instance = spine.lastInstance();
    assertThat(instance.removed()).isFalse();
    assertThat(instance.n()).isEqualTo(3);
    assertThat(instance.previous()).as("what was removed had no state").isNull();
    assertThat(spine.lastService().n()).isEqualTo(3);
  }

  @Test
  void aServiceThatLosesOneOfTwoInstancesGoesOn() {
    n1.up("web");
    n2.says("web", DOWN);
    n2.say(n2.status("web").removed().build());

    ServiceHealth service = spine.lastService();
    assertThat(service.removed()).isFalse();
    assertThat(service.instances()).isEqualTo(1);
    assertThat(service.avail()).isEqualTo(UP);
  }

  @Test
  void reportsThatComeLateOrTwiceChangeNothing() {
    n1.up("web");
    Order first = n1.lastOrder();
    n1.says("web", DOWN);
    spine.forget();
    n1.say(n1.status("web").app(UP).build(), first);
    n1.say(n1.status("web").app(UP).build(), n1.lastOrder());

    assertThat(spine.instances()).isEmpty();
    assertThat(spine.count(Counter.LATE)).isEqualTo(1);
    assertThat(spine.count(Counter.DUPLICATES)).isEqualTo(1);
  }

  @Test
  void aReportThatWaitedInTheSpoolTellsWhenItHappened() {
    spine.pulses(60);
    Instant happened = spine.now().minusSeconds(50);
    n1.sayLate(n1.status("web").app(DOWN).build(), happened);

    InstanceHealth instance = spine.lastInstance();
    assertThat(instance.since()).isEqualTo(happened);
    assertThat(instance.knownFrom()).isEqualTo(spine.now());
  }

  @Test
  void noStateBeginsBeforeTheOneItEnds() {
    n1.up("web");
    Instant up = spine.now();
    spine.pulses(5);
    n1.sayLate(n1.status("web").app(DOWN).build(), up.minusSeconds(20));

    assertThat(spine.lastInstance().since()).isEqualTo(up);
  }

  @Test
  void aClockThreeHoursAheadBendsNoEventTime() {
    n1.clockWrongBy(3 * 3_600_000).up("web");

    assertThat(spine.lastInstance().since()).isEqualTo(spine.now());
  }

  @Test
  void aServiceNobodyCanTellAboutIsUndefAndNotDown() {
    n1.says("web", UNDEF);

    assertThat(spine.lastService().avail()).isEqualTo(UNDEF);
  }
}
