package io.vigie.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.alert.AlertMove;
import io.vigie.contract.alert.AlertState;
import io.vigie.contract.alert.Severity;
import io.vigie.contract.event.Alert;
import io.vigie.contract.event.AlertAcknowledge;
import io.vigie.contract.event.AlertRule;
import io.vigie.contract.event.NodeFacts.Carried;
import io.vigie.contract.event.NodeRetire;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with a node, and with many of them at once. */
class NodeAlertTest {
  @TempDir Path dir;
  private Spine spine;
  private Agent n1;

  @BeforeEach
  void open() {
    spine = new Spine(dir);
    n1 = new Agent(spine, "n1");
    spine.pulses(61).forget();
  }

  @AfterEach
  void close() {
    spine.close();
  }

  @Test
  void aSilentNodeIsToldAtOnceAndMoreSeverelyAfterAQuarterOfAnHour() {
    n1.beat();
    spine.pulses(29);
    assertThat(spine.alerts()).isEmpty();

    spine.pulse();
    Alert silent = only();
    assertThat(silent.alert()).hasToString("node-silent:default/n1");
    assertThat(silent.severity()).isEqualTo(Severity.ERROR);
    assertThat(silent.node()).isEqualTo(n1.node);
    assertThat(silent.facts()).containsKey("last seen");

    spine.pulses(899);
    assertThat(spine.alerts()).isEmpty();
    spine.pulse();
    Alert worse = only();
    assertThat(worse.move()).isEqualTo(AlertMove.ESCALATED);
    assertThat(worse.severity()).isEqualTo(Severity.CRITICAL);

    n1.beat();
    assertThat(only().state()).isEqualTo(AlertState.RESOLVED);
  }

  @Test
  void aNodeOutsideProductionThatRanAServiceOfProductionCountsAsProduction() {
    n1.env("DEV").beat().carried(new Carried("default/web", "PRD", "erp"));
    spine.pulses(30);

    Alert silent = only();
    assertThat(silent.severity()).isEqualTo(Severity.ERROR);
    assertThat(silent.apps()).containsExactly("erp");
  }

  @Test
  void anotherNodeOutsideProductionIsLessSevere() {
    n1.env("DEV").beat();
    spine.pulses(30);

    assertThat(only().severity()).isEqualTo(Severity.WARNING);
  }

  @Test
  void aNodeThatSaidGoodbyeIsNotSilentUntilItsGraceEnds() {
    n1.beat().leaves(300);
    spine.pulses(299);
    assertThat(spine.alerts()).isEmpty();

    spine.pulse();
    assertThat(only().alert().kind()).isEqualTo(AlertKind.NODE_SILENT);
  }

  @Test
  void anOutageOfTheBrokerRaisesNothing() {
    n1.beat().up("web");
    spine.pulses(5).pause(600_000).pulses(25);

    assertThat(spine.alerts()).isEmpty();
  }

  @Test
  void aFrozenNodeIsToldAfterAnHour() {
    n1.frozen(true);
    beating(3_599);
    assertThat(spine.alerts()).isEmpty();

    beating(1);
    assertThat(only().alert()).hasToString("node-frozen:default/n1");
  }

  @Test
  void aWrongClockIsTold() {
    n1.clockWrongBy(-60_000).beat();
    spine.pulse();
    n1.beat();

    Alert skew = only();
    assertThat(skew.alert()).hasToString("clock-skew:default/n1");
    assertThat(skew.facts()).containsEntry("skew s", "60");
  }

  @Test
  void twoInstallationsThatSpeakInTurnAreADuplicateUntilOneIsQuiet() {
    Agent clone = new Agent(spine, "n1").reinstalled("install-2", Spine.START.getEpochSecond() + 9);
    n1.beat();
    clone.beat();
    spine.pulse();
    assertThat(spine.alerts()).as("a new installation is no duplicate").isEmpty();

    n1.beat();
    clone.beat();
    spine.pulse();
    assertThat(only().alert()).hasToString("node-duplicate:default/n1");

    for (int i = 0; i < 300; i++) {
      clone.beat();
      spine.pulse();
    }
    assertThat(only().state()).isEqualTo(AlertState.RESOLVED);
  }

  @Test
  void aRetiredNodeIsMissedByNobody() {
    n1.beat();
    spine.pulses(30).forget();

    spine.says(new NodeRetire(n1.node, 0, "zoe"));

    assertThat(only().reason()).isEqualTo("retired");
  }

  @Test
  void aPersonKnowsOfASilentNode() {
    n1.beat();
    spine.pulses(30);
    Alert silent = only();

    spine.says(new AlertAcknowledge(silent.alert(), 1, "zoe", "on it", null, false, false));

    assertThat(only().acknowledged().by()).isEqualTo("zoe");
  }

  @Test
  void manyThatFallSilentTogetherHaveOneRootAndComeBackWithout() {
    List<Agent> agents = fleet(40);
    for (int i = 0; i < 30; i++) {
      agents.subList(20, 40).forEach(Agent::beat);
      spine.pulse();
    }

    List<Alert> alerts = spine.alerts();
    assertThat(alerts)
        .filteredOn(alert -> alert.alert().kind() == AlertKind.MANY_NODES_SILENT)
        .extracting(alert -> alert.alert().toString())
        .contains("many-nodes-silent:site/paris", "many-nodes-silent:fleet");
    assertThat(last(alerts))
        .filteredOn(alert -> alert.alert().kind() == AlertKind.NODE_SILENT)
        .hasSize(20)
        .allMatch(alert -> alert.heldBy() != null);
    assertThat(last(alerts)).filteredOn(alert -> alert.heldBy() == null).hasSize(1);

    agents.forEach(Agent::beat);
    assertThat(last(spine.alerts())).allMatch(alert -> alert.state() == AlertState.RESOLVED);
  }

  @Test
  void aRootThatIsHeldForAWhileIsToldWhenItOpensAndEndsWithItsRule() {
    spine.says(new AlertRule(AlertKind.MANY_NODES_SILENT, false, 20L, null, null, null));
    fleet(20);
    spine.pulses(30).forget();
    spine.pulses(21);
    assertThat(last(spine.alerts()))
        .filteredOn(alert -> alert.alert().kind() == AlertKind.NODE_SILENT)
        .hasSize(20)
        .allMatch(alert -> alert.heldBy() != null);

    spine.says(new AlertRule(AlertKind.MANY_NODES_SILENT, true, null, null, null, null));
    spine.pulses(2);
    assertThat(last(spine.alerts()))
        .filteredOn(alert -> alert.alert().kind() == AlertKind.NODE_SILENT)
        .hasSize(20)
        .allMatch(alert -> alert.heldBy() == null);
  }

  @Test
  void aFewThatFallSilentStandForThemselves() {
    List<Agent> agents = fleet(60);
    for (int i = 0; i < 30; i++) {
      agents.subList(10, 60).forEach(Agent::beat);
      spine.pulse();
    }

    assertThat(spine.alerts())
        .hasSize(10)
        .allMatch(alert -> alert.alert().kind() == AlertKind.NODE_SILENT)
        .allMatch(alert -> alert.heldBy() == null);
  }

  private List<Agent> fleet(int size) {
    List<Agent> agents = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      agents.add(new Agent(spine, "m" + i).beat());
    }
    return agents;
  }

  /** Of each alert the last word. */
  private static List<Alert> last(List<Alert> alerts) {
    Map<String, Alert> last = new LinkedHashMap<>();
    alerts.forEach(alert -> last.put(alert.alert().toString(), alert));
    return List.copyOf(last.values());
  }

  private void beating(int count) {
    for (int i = 0; i < count; i++) {
      if (i % 10 == 0) {
        n1.beat();
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
