package io.vigie.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.alert.AlertMove;
import io.vigie.contract.alert.AlertState;
import io.vigie.contract.alert.Severity;
import io.vigie.contract.event.Alert;
import io.vigie.contract.event.AlertRule;
import io.vigie.contract.event.NodePeers;
import io.vigie.contract.event.NodePeers.Link;
import io.vigie.contract.event.NodeRetire;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A peer that is not heard on a link is told, unless it is plain why. */
class HeartbeatLostTest {
  private static final String LAN = "heartbeat-lost:default/n1:n2:lan";

  @TempDir Path dir;
  private Spine spine;
  private Agent n1;
  private Agent n2;
  private final Set<Agent> stopped = new HashSet<>();

  @BeforeEach
  void open() {
    spine = new Spine(dir);
    n1 = new Agent(spine, "n1");
    n2 = new Agent(spine, "n2");
    seconds(61);
    spine.forget();
  }

  @AfterEach
  void close() {
    spine.close();
  }

  @Test
  void aLinkThatStaysDownIsToldAfterFifteenSecondsAndUntilItIsUp() {
    hears(n1, link("lan", true), link("disk", true));
    seconds(30);
    hears(n1, link("lan", false), link("disk", true));
    seconds(14);
    assertThat(spine.alerts()).isEmpty();
    seconds(1);

    Alert lost = only();
    assertThat(lost.alert()).hasToString(LAN);
    assertThat(lost.severity()).isEqualTo(Severity.ERROR);
    assertThat(lost.node()).isEqualTo(n1.node);
    assertThat(lost.heldBy()).isNull();
    assertThat(lost.facts())
        .containsEntry("peer", "n2")
        .containsEntry("link", "lan")
        .containsEntry("kind", "unicast")
        .containsKey("down since");
    assertThat(lost.evidence().get(0).cause()).startsWith("vigie.node.v1-0@");

    hears(n1, link("lan", true), link("disk", true));
    assertThat(only().state()).isEqualTo(AlertState.RESOLVED);
  }

  @Test
  void aLinkThatComesBackInTimeIsNoLoss() {
    hears(n1, link("lan", false));
    seconds(14);
    hears(n1, link("lan", true));
    seconds(60);
    assertThat(spine.alerts()).isEmpty();
  }

  @Test
  void eachLinkIsAnAlertOfItsOwnAndOneThatIsTakenAwayEnds() {
    hears(n1, link("lan", false), link("disk", false));
    seconds(15);
    assertThat(spine.alerts())
        .extracting(alert -> alert.alert().toString())
        .containsExactlyInAnyOrder(LAN, "heartbeat-lost:default/n1:n2:disk");

    hears(n1, link("disk", false));
    assertThat(only().alert()).hasToString(LAN);
  }

  @Test
  void outsideProductionItIsLessSevere() {
    n1.env("DEV");
    n2.env("DEV");
    hears(n1.beat(), link("lan", false));
    seconds(15);
    assertThat(only().severity()).isEqualTo(Severity.WARNING);
  }

  @Test
  void peopleSayHowLongItIsHeldAndWhetherItIsToldAtAll() {
    rule(true, 40L);
    hears(n1, link("lan", false));
    seconds(39);
    assertThat(spine.alerts()).isEmpty();
    seconds(1);
    assertThat(only().alert()).hasToString(LAN);

    rule(false, null);
    seconds(1);
    assertThat(only().reason()).isEqualTo("rule");
  }

  @Test
  void aSilentPeerHoldsWhatItCausesAndRaisesNoMore() {
    hears(n1, link("lan", false));
    beating(20, n1);
    assertThat(only().alert()).hasToString(LAN);
    // n2 fell silent at the same time, which takes longer to tell
    beating(15, n1);
    List<Alert> alerts = spine.alerts();
    assertThat(alerts.get(0).alert()).hasToString("node-silent:default/n2");
    assertThat(alerts.get(1).alert()).hasToString(LAN);
    assertThat(alerts.get(1).move()).isEqualTo(AlertMove.HELD);
    assertThat(alerts.get(1).heldBy()).hasToString("node-silent:default/n2");

    hears(n1, link("lan", false), link("disk", false));
    beating(60, n1);
    assertThat(spine.alerts()).as("the other link hangs on the same node").isEmpty();

    n2.beat();
    assertThat(spine.alerts())
        .filteredOn(alert -> alert.alert().toString().equals(LAN))
        .extracting(Alert::move)
        .containsExactly(AlertMove.RELEASED);
    seconds(14);
    assertThat(spine.alerts()).isEmpty();
    seconds(1);
    assertThat(only().alert()).hasToString("heartbeat-lost:default/n1:n2:disk");
  }

  @Test
  void aPeerThatWasStoppedOrRetiredIsMissedByNobody() {
    stops(n2);
    hears(n1, link("lan", false));
    seconds(60);
    assertThat(spine.alerts()).isEmpty();

    starts(n2);
    seconds(15);
    assertThat(only().alert()).hasToString(LAN);
    beating(40, n1);
    spine.says(new NodeRetire(n2.node, 0, "zoe"));
    assertThat(spine.alerts())
        .filteredOn(alert -> alert.alert().toString().equals(LAN))
        .last()
        .extracting(Alert::state)
        .isEqualTo(AlertState.RESOLVED);
  }

  @Test
  void aNodeThatIsSilentStoppedOrRetiredSaysNothingOfItsPeers() {
    hears(n1, link("lan", false));
    seconds(10);
    stops(n1);
    seconds(30);
    assertThat(spine.alerts()).isEmpty();

    starts(n1);
    hears(n1, link("lan", false));
    beating(19, n2);
    assertThat(only().alert()).hasToString(LAN);
    beating(30, n2);
    assertThat(spine.alerts())
        .filteredOn(alert -> alert.alert().kind() == AlertKind.HEARTBEAT_LOST)
        .extracting(alert -> alert.heldBy().toString())
        .containsExactly("node-silent:default/n1");

    spine.says(new NodeRetire(n1.node, 0, "zoe"));
    assertThat(spine.alerts())
        .filteredOn(alert -> alert.alert().kind() == AlertKind.HEARTBEAT_LOST)
        .extracting(Alert::reason)
        .containsExactly("retired");
  }

  @Test
  void whatItSaidInAFormerLifeIsNoWordAboutThePresent() {
    hears(n1, link("lan", false));
    seconds(5);
    starts(n1);
    seconds(60);
    assertThat(spine.alerts()).isEmpty();
  }

  @Test
  void aPeerInMaintenanceSilencesWhatItCauses() {
    n2.beat().maintained(spine.now().plusSeconds(600));
    hears(n1, link("lan", false));
    seconds(15);

    assertThat(only().silencedBy()).isNotEmpty();
  }

  @Test
  void whoTakesOverGoesOnWaiting(@TempDir Path next) {
    hears(n1, link("lan", false));
    seconds(10);
    spine = spine.restarted(next);
    n1.on(spine);
    n2.on(spine);
    seconds(70);
    assertThat(only().alert()).hasToString(LAN);

    hears(n1, link("lan", true));
    assertThat(only().state()).isEqualTo(AlertState.RESOLVED);
  }

  @Test
  void whoTakesOverStillKnowsWhichPeersWereStopped(@TempDir Path next) {
    stops(n2);
    hears(n1, link("lan", false));
    seconds(20);
    assertThat(spine.alerts()).isEmpty();
    spine = spine.restarted(next);
    n1.on(spine);
    n2.on(spine);
    seconds(100);
    assertThat(spine.alerts()).isEmpty();
  }

  private void hears(Agent node, Link... links) {
    node.say(new NodePeers(node.node, List.of(links)));
  }

  private Link link(String name, boolean up) {
    return new Link("n2", name, "unicast", up, spine.now());
  }

  private void rule(boolean enabled, Long hold) {
    spine.says(new AlertRule(AlertKind.HEARTBEAT_LOST, !enabled, hold, null, null, null));
  }

  private void stops(Agent agent) {
    agent.beat().leaves(300);
    stopped.add(agent);
  }

  private void starts(Agent agent) {
    stopped.remove(agent);
    agent.restarted().beat();
  }

  /** Whoever was not stopped is alive. */
  private void seconds(int count) {
    for (int i = 0; i < count; i++) {
      if (i % 10 == 0) {
        Stream.of(n1, n2).filter(each -> !stopped.contains(each)).forEach(Agent::beat);
      }
      spine.pulse();
    }
  }

  private void beating(int count, Agent alive) {
    for (int i = 0; i < count; i++) {
      if (i % 10 == 0) {
        alive.beat();
      }
      spine.pulse();
    }
  }

  private Alert only() {
    List<Alert> alerts = spine.alerts();
    assertThat(alerts).hasSize(1);
    return alerts.get(0);
  }
}
