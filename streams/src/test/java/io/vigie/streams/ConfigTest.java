package io.vigie.streams;

import static io.vigie.contract.availability.Availability.UNDEF;
import static io.vigie.contract.availability.Availability.UP;
import static io.vigie.contract.availability.Availability.WARN;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.event.InstanceHealth;
import io.vigie.contract.event.ServiceConfig;
import io.vigie.contract.event.ServiceHealth;
import io.vigie.contract.wire.Order;
import io.vigie.streams.metric.Counter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What configurations make of a service. */
class ConfigTest {
  private static final Instant OLD = Spine.START.minusSeconds(1_000);
  private static final Instant NEW = Spine.START.minusSeconds(10);

  @TempDir Path dir;
  private Spine spine;
  private Agent n1;
  private Agent n2;

  @BeforeEach
  void open() {
    spine = new Spine(dir);
    n1 = new Agent(spine, "n1");
    n2 = new Agent(spine, "n2");
  }

  @AfterEach
  void close() {
    spine.close();
  }

  @Test
  void everyNodeAConfigurationNamesHasAnInstanceThatIsUndefAndUntrusted() {
    n1.configures("web", OLD, "a1", "n1", "n2");

    assertThat(spine.instances())
        .extracting(instance -> instance.instance().node())
        .containsExactlyInAnyOrder("n1", "n2");
    ServiceHealth service = spine.lastService();
    assertThat(service.avail()).isEqualTo(UNDEF);
    assertThat(service.nodes()).containsExactly("n1", "n2");
    assertThat(service.stale()).isTrue();
  }

  @Test
  void anInstanceNobodyReportedSaysSo() {
    n1.configures("web", OLD, "a1", "n1", "n2").up("web");

    InstanceHealth never =
        spine.instances().stream()
            .filter(instance -> instance.instance().node().equals("n2"))
            .reduce((first, last) -> last)
            .orElseThrow();
    assertThat(never.avail()).isEqualTo(UNDEF);
    assertThat(never.trusted()).isFalse();
    assertThat(never.staleReason()).isEqualTo("never-heard");
    assertThat(never.lastReport()).isNull();
    assertThat(never.app()).isEqualTo("erp");
    ServiceHealth service = spine.lastService();
    assertThat(service.avail()).as("it is up where it reported").isEqualTo(UP);
    assertThat(service.overall()).isEqualTo(WARN);
  }

  @Test
  void itsFirstReportMakesItTrusted() {
    n1.configures("web", OLD, "a1", "n1", "n2");
    spine.forget();
    n2.up("web");

    InstanceHealth instance = spine.lastInstance();
    assertThat(instance.trusted()).isTrue();
    assertThat(instance.n()).isEqualTo(2);
    assertThat(instance.previous().stale()).isTrue();
  }

  @Test
  void theNewestStampCountsWhoeverSendsItLast() {
    n1.configures("web", NEW, "a1", "n1", "n2");
    n2.configures("web", OLD, "b2", "n2", "n1");

    assertThat(spine.lastService().nodes()).containsExactly("n1", "n2");
  }

  @Test
  void amongEqualStampsTheGreaterChecksumCounts() {
    n2.configures("web", OLD, "b2", "n2", "n1");
    n1.configures("web", OLD, "a1", "n1", "n2");

    assertThat(spine.lastService().nodes()).containsExactly("n2", "n1");
  }

  @Test
  void theSameConfigurationAgainPublishesNothing() {
    n1.configures("web", OLD, "a1", "n1");
    spine.forget();
    n1.configures("web", OLD, "a1", "n1");

    assertThat(spine.services()).isEmpty();
    assertThat(spine.instances()).isEmpty();
  }

  @Test
  void anInstanceThatWasNeverHeardEndsWhenNoConfigurationNamesIt() {
    n1.configures("web", OLD, "a1", "n1", "n2");
    spine.forget();
    n1.configures("web", NEW, "a2", "n1");

    assertThat(spine.instances())
        .filteredOn(InstanceHealth::removed)
        .singleElement()
        .satisfies(gone -> assertThat(gone.instance().node()).isEqualTo("n2"));
    assertThat(spine.lastService().instances()).isEqualTo(1);
  }

  @Test
  void anInstanceThatReportsStaysWhenNoConfigurationNamesIt() {
    n1.configures("web", OLD, "a1", "n1", "n2");
    n2.up("web");
    spine.forget();
    n1.configures("web", NEW, "a2", "n1");

    assertThat(spine.lastService().instances()).isEqualTo(2);
  }

  @Test
  void aNodeThatGaveTheServiceUpStaysAwayThoughOthersNameIt() {
    n1.configures("web", OLD, "a1", "n1", "n2").up("web");
    n2.up("web");
    n2.say(n2.status("web").removed().build());
    spine.forget();
    n1.configures("web", NEW, "a2", "n2", "n1");

    ServiceHealth service = spine.lastService();
    assertThat(service.nodes()).containsExactly("n2", "n1");
    assertThat(service.instances()).isEqualTo(1);
  }

  @Test
  void aConfigurationOlderThanTheNodesLastWordDoesNotBringItBack() {
    Order early = n1.order();
    n1.up("web");
    n1.say(n1.status("web").removed().build());
    spine.forget();
    n1.say(n1.config("web", OLD, "a1", "n1"), early);

    assertThat(spine.instances()).isEmpty();
    assertThat(spine.count(Counter.LATE)).isEqualTo(1);
  }

  @Test
  void aNodeWithANewConfigurationHasTheServiceAgain() {
    n1.up("web");
    n1.say(n1.status("web").removed().build());
    spine.forget();
    n1.configures("web", NEW, "a1", "n1");

    InstanceHealth instance = spine.lastInstance();
    assertThat(instance.removed()).isFalse();
    assertThat(instance.staleReason()).isEqualTo("never-heard");
  }

  // status and configuration come on two topics: either may be read first
  @Test
  void theWordThatItIsGoneReadAfterANewerConfigurationDoesNotTakeThatAway() {
    n1.up("web");
    Order gone = n1.order();
    n1.configures("web", NEW, "a1", "n1");
    n1.say(n1.status("web").removed().build(), gone);

    assertThat(spine.lastInstance().removed()).isFalse();
    assertThat(spine.lastService().nodes()).containsExactly("n1");
  }

  @Test
  void aReportFromBeforeTheServiceWasGivenUpStaysLateWhenItIsBack() {
    Order early = n1.order();
    n1.restarted().up("web");
    n1.say(n1.status("web").removed().build());
    n1.configures("web", NEW, "a1", "n1");
    spine.forget();
    n1.say(n1.status("web").app(UP).build(), early);

    assertThat(spine.instances()).isEmpty();
    assertThat(spine.count(Counter.TAKEOVERS)).isZero();
  }

  @Test
  void nodesOfADisasterSiteHaveInstancesToo() {
    ServiceConfig config = n1.config("web", OLD, "a1", "n1");
    n1.say(
        new ServiceConfig(
            config.instance(),
            config.app(),
            config.env(),
            config.topology(),
            config.orchestrate(),
            config.placement(),
            0,
            0,
            List.of("n1"),
            List.of("far"),
            "",
            OLD,
            "a1",
            ""));

    assertThat(spine.instances())
        .extracting(instance -> instance.instance().node())
        .containsExactlyInAnyOrder("n1", "far");
  }
}
