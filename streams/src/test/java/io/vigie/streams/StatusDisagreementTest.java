package io.vigie.streams;

import static io.vigie.contract.availability.Availability.DOWN;
import static io.vigie.contract.availability.Availability.STDBY_UP;
import static io.vigie.contract.availability.Availability.UNDEF;
import static io.vigie.contract.availability.Availability.UP;
import static io.vigie.contract.availability.Availability.WARN;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.alert.AlertState;
import io.vigie.contract.alert.Severity;
import io.vigie.contract.availability.Availability;
import io.vigie.contract.event.Alert;
import io.vigie.contract.event.AlertRule;
import io.vigie.contract.event.NodeRetire;
import io.vigie.contract.event.ServiceClaim;
import io.vigie.contract.event.ServiceRetire;
import io.vigie.contract.id.ServiceId;
import io.vigie.contract.wire.Order;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster that says otherwise of its service than its instances add up to. */
class StatusDisagreementTest {
  private static final ServiceId WEB = new ServiceId("default", "web");

  @TempDir Path dir;
  private Spine spine;
  private Agent n1;
  private Agent n2;
  private final Set<Agent> quiet = new HashSet<>();

  @BeforeEach
  void open() {
    spine = new Spine(dir);
    n1 = new Agent(spine, "n1");
    n2 = new Agent(spine, "n2");
    seconds(61);
    n1.up("web");
    spine.forget();
  }

  @AfterEach
  void close() {
    spine.close();
  }

  @Test
  void aDifferenceThatLastsIsToldAfterAMinuteAndUntilBothSayTheSame() {
    claims(n2, UP, UP);
    seconds(120);
    assertThat(spine.alerts()).isEmpty();
    claims(n2, DOWN, WARN);
    seconds(59);
    assertThat(spine.alerts()).isEmpty();
    seconds(1);

    Alert differs = only();
    assertThat(differs.alert()).hasToString("status-disagreement:default/web");
    assertThat(differs.severity()).isEqualTo(Severity.WARNING);
    assertThat(differs.service()).isEqualTo(WEB);
    assertThat(differs.apps()).containsExactly("erp");
    assertThat(differs.facts())
        .containsEntry("claimed", "down, overall warn")
        .containsEntry("computed", "up")
        .containsEntry("by", "n2");
    assertThat(differs.evidence().get(0).cause()).startsWith("vigie.instance-status.v1-0@");

    claims(n2, UP, UP);
    assertThat(only().state()).isEqualTo(AlertState.RESOLVED);
  }

  @Test
  void whatIsSaidLateIsNoDifference() {
    claims(n2, DOWN, DOWN);
    seconds(59);
    claims(n2, UP, UP);
    seconds(120);
    assertThat(spine.alerts()).isEmpty();
  }

  @Test
  void theInstancesMayComeToSayTheSame() {
    claims(n2, DOWN, DOWN);
    seconds(60);
    assertThat(only().alert().kind()).isEqualTo(AlertKind.STATUS_DISAGREEMENT);
    n1.says("web", DOWN);
    assertThat(only().state()).isEqualTo(AlertState.RESOLVED);
  }

  @Test
  void whoDoesNotKnowDisagreesWithNobody() {
    claims(n2, UNDEF, DOWN);
    seconds(120);
    claims(n2, UP, UNDEF);
    seconds(120);
    assertThat(spine.alerts()).isEmpty();

    claims(n2, UP, WARN);
    seconds(60);
    assertThat(only().facts()).containsEntry("claimed", "up, overall warn");
  }

  @Test
  void aClaimIsTakenBackByOneThatSaysNothing() {
    claims(n2, STDBY_UP, STDBY_UP);
    seconds(60);
    assertThat(only().state()).isEqualTo(AlertState.OPEN);
    claims(n2, UNDEF, UNDEF);
    assertThat(only().state()).isEqualTo(AlertState.RESOLVED);
  }

  @Test
  void outsideProductionItIsLessSevere() {
    n1.say(n1.status("web").in("DEV").app(UP).build());
    claims(n2, DOWN, DOWN);
    seconds(60);
    assertThat(only().severity()).isEqualTo(Severity.INFO);
  }

  @Test
  void peopleSayHowLongItIsHeldAndWhetherItIsToldAtAll() {
    rule(true, 10L);
    claims(n2, DOWN, DOWN);
    seconds(9);
    assertThat(spine.alerts()).isEmpty();
    seconds(1);
    assertThat(only().state()).isEqualTo(AlertState.OPEN);
    rule(false, null);
    seconds(1);
    assertThat(only().reason()).isEqualTo("rule");
  }

  @Test
  void aSpeakerThatIsSilentOrStoppedSpeaksForNobody() {
    claims(n2, DOWN, DOWN);
    seconds(60);
    assertThat(only().state()).isEqualTo(AlertState.OPEN);
    quiet.add(n2);
    seconds(40);
    assertThat(spine.alerts())
        .filteredOn(alert -> alert.alert().kind() == AlertKind.STATUS_DISAGREEMENT)
        .extracting(Alert::state)
        .containsExactly(AlertState.RESOLVED);

    // its word still holds when the same agent is heard again, not when another life is
    quiet.remove(n2);
    seconds(60);
    assertThat(disagreements()).extracting(Alert::state).containsExactly(AlertState.OPEN);
    n2.leaves(300);
    assertThat(disagreements()).extracting(Alert::state).containsExactly(AlertState.RESOLVED);
  }

  @Test
  void whatASpeakerSaidBeforeItFellSilentIsForgottenWhenItIsStartedAnew() {
    claims(n2, DOWN, DOWN);
    quiet.add(n2);
    seconds(40);
    quiet.remove(n2);
    n2.restarted();
    seconds(120);
    assertThat(disagreements()).isEmpty();
  }

  @Test
  void aSpeakerWhoseOwnInstanceIsNotBelievedIsNotEither() {
    n2.says("web", DOWN);
    claims(n2, DOWN, DOWN);
    seconds(300);
    // it was believed for three minutes, then was stale
    assertThat(disagreements())
        .extracting(Alert::state)
        .containsExactly(AlertState.OPEN, AlertState.RESOLVED);
  }

  @Test
  void anOlderWordOfTheSameSpeakerComesTooLateAndAnotherSpeakerTakesOver() {
    Order early = n2.order();
    claims(n2, UP, UP);
    n2.say(claim(n2, DOWN, DOWN), early);
    seconds(120);
    assertThat(spine.alerts()).isEmpty();

    claims(n2, DOWN, DOWN);
    claims(n1, UP, UP);
    seconds(120);
    assertThat(spine.alerts()).isEmpty();
  }

  @Test
  void aRetiredServiceAndARetiredSpeakerForgetIt() {
    claims(n2, DOWN, DOWN);
    seconds(60);
    spine.forget();
    quiet.add(n2);
    seconds(40);
    spine.says(new NodeRetire(n2.node, 0, "zoe"));
    quiet.remove(n2);
    n2.restarted();
    seconds(120);
    assertThat(disagreements()).extracting(Alert::state).containsExactly(AlertState.RESOLVED);

    claims(n2, DOWN, DOWN);
    seconds(60);
    spine.forget();
    spine.says(new ServiceRetire(WEB, Map.of("n1", n1.lastOrder().epoch()), "zoe"));
    assertThat(disagreements()).extracting(Alert::reason).containsExactly("retired");
    n1.restarted().beat().up("web");
    seconds(120);
    assertThat(disagreements()).isEmpty();
  }

  @Test
  void whoTakesOverKnowsWhatWasClaimed(@TempDir Path next) {
    claims(n2, DOWN, WARN);
    seconds(30);
    spine = spine.restarted(next);
    n1.on(spine);
    n2.on(spine);
    seconds(70);
    assertThat(only().facts())
        .containsEntry("claimed", "down, overall warn")
        .containsEntry("by", "n2");
  }

  private void claims(Agent speaker, Availability avail, Availability overall) {
    speaker.say(claim(speaker, avail, overall));
  }

  private ServiceClaim claim(Agent speaker, Availability avail, Availability overall) {
    return new ServiceClaim(WEB, speaker.node, avail, overall, spine.now());
  }

  private void rule(boolean enabled, Long hold) {
    spine.says(new AlertRule(AlertKind.STATUS_DISAGREEMENT, !enabled, hold, null, null, null));
  }

  private List<Alert> disagreements() {
    return spine.alerts().stream()
        .filter(alert -> alert.alert().kind() == AlertKind.STATUS_DISAGREEMENT)
        .toList();
  }

  /** Whoever is not quiet is alive; n1 says the same of its service again. */
  private void seconds(int count) {
    for (int i = 0; i < count; i++) {
      if (i % 10 == 0) {
        Stream.of(n1, n2).filter(each -> !quiet.contains(each)).forEach(Agent::beat);
        n1.repeat();
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
