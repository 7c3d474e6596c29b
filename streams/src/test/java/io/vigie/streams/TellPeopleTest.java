package io.vigie.streams;

import static io.vigie.contract.availability.Availability.DOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.alert.Severity;
import io.vigie.contract.event.AppPolicy;
import io.vigie.contract.event.CustomAlert;
import io.vigie.contract.event.Notification;
import io.vigie.contract.event.PersonPolicy;
import io.vigie.contract.event.Recipient;
import io.vigie.contract.event.Responsibles;
import io.vigie.contract.id.AlertId;
import io.vigie.contract.ticket.Cause;
import io.vigie.contract.topic.Topic;
import io.vigie.contract.wire.Envelope;
import io.vigie.contract.wire.EventCodec;
import io.vigie.streams.metric.Counter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is told of what becomes of an alert, and when nobody is. */
class TellPeopleTest {
  private static final String DOWN_WEB = "service-unavailable:default/web";
  private static final String SMOKE = "custom:default/rack:smoke";

  @TempDir Path dir;
  private Staff staff;

  @BeforeEach
  void open() {
    staff = new Staff(dir);
  }

  @AfterEach
  void close() {
    staff.close();
  }

  @Test
  void thoseWhoAnswerForAnAppAreToldAtOnce() {
    staff.down("web");

    Notification told = staff.hearOne();
    assertThat(told.cause()).isEqualTo(Cause.RAISED);
    assertThat(told.alert().alert()).hasToString(DOWN_WEB);
    assertThat(told.alert().evidence()).isEmpty();
    assertThat(told.app()).isEqualTo("erp");
    assertThat(told.at()).isEqualTo(staff.spine.now());
    assertThat(told.to().get(0))
        .isEqualTo(new Recipient("ann", "ann@example.org", "en", "responsible"));
    assertThat(told.notification()).matches("[0-9a-f]{32}");
    assertThat(Staff.names(told)).isEqualTo("ann, bob");
  }

  @Test
  void whoWasToldHowItBeganIsToldHowItEnded() {
    staff.down("web").hear();
    staff.app("erp", "max").up("web");

    assertThat(staff.words()).containsExactly("resolved " + DOWN_WEB + " to ann, bob");
  }

  @Test
  void whereNobodyAnswersForItTheManagersAreTold() {
    staff.raise("smoke", Severity.ERROR, "shop");
    assertThat(staff.words()).containsExactly("raised " + SMOKE + " to max");
  }

  @Test
  void aSilentNodeIsToldAfterAMinute() {
    new Agent(staff.spine, "n2").beat();
    staff.seconds(30 + 59);
    assertThat(staff.spine.lastAlert().alert()).hasToString("node-silent:default/n2");
    assertThat(staff.words()).isEmpty();
    staff.seconds(1);
    assertThat(staff.words()).containsExactly("raised node-silent:default/n2 to max");
  }

  @Test
  void ofManySilentNodesOnlyTheirRootIsTold() {
    List<Agent> agents = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      agents.add(new Agent(staff.spine, "x" + i).beat());
    }
    staff.seconds(120);

    assertThat(staff.words()).containsExactly("raised many-nodes-silent:fleet to max");
  }

  @Test
  void whatIsMutedIsToldWhenItIsNotAnyMore() {
    staff.silence("s1", staff.spine.now().plusSeconds(60)).seconds(1);
    staff.raise("smoke", Severity.ERROR, "erp").seconds(50);
    assertThat(staff.words()).isEmpty();
    staff.seconds(15);
    assertThat(staff.words()).containsExactly("raised " + SMOKE + " to ann, bob");
  }

  @Test
  void whatBeganAndEndedMutedWasNever() {
    staff.silence("s1", staff.spine.now().plusSeconds(60)).seconds(1);
    staff.raise("smoke", Severity.ERROR, "erp").mend("smoke").seconds(90);
    assertThat(staff.words()).isEmpty();
  }

  @Test
  void whatEndsMutedIsToldAtOnceToThoseWhoKnowThatItBegan() {
    staff.raise("smoke", Severity.ERROR, "erp").hear();
    staff.silence("s1", staff.spine.now().plusSeconds(60)).seconds(2);
    staff.mend("smoke");
    assertThat(staff.words()).containsExactly("resolved " + SMOKE + " to ann, bob");
    staff.seconds(90);
    assertThat(staff.words()).isEmpty();
  }

  @Test
  void anAcknowledgementThatExpiresTellsAgainAndOneThatDoesNotTellsOnlyTheEnd() {
    staff.raise("smoke", Severity.ERROR, "erp");
    staff.hear();
    staff.acknowledge(staff.spine.lastAlert(), staff.spine.now().plusSeconds(20)).seconds(15);
    assertThat(staff.words()).isEmpty();
    staff.seconds(10);
    assertThat(staff.words()).containsExactly("raised " + SMOKE + " to ann, bob");

    staff.acknowledge(staff.spine.lastAlert(), null).raise("smoke", Severity.CRITICAL, "erp");
    assertThat(staff.words()).isEmpty();
    staff.mend("smoke");
    assertThat(staff.words()).containsExactly("resolved " + SMOKE + " to ann, bob");
  }

  @Test
  void thatItGetsWorseIsToldAlsoToWhoWantsToHearOfNothingLess() {
    staff.says(
        new PersonPolicy("bob", "", "bob@example.org", "fr", false, Severity.CRITICAL, null));
    staff.raise("smoke", Severity.WARNING, "erp");
    assertThat(staff.words()).containsExactly("raised " + SMOKE + " to ann");
    staff.raise("smoke", Severity.CRITICAL, "erp");
    assertThat(staff.words()).containsExactly("escalated " + SMOKE + " to ann, bob");
    staff.mend("smoke");
    assertThat(staff.words()).containsExactly("resolved " + SMOKE + " to ann, bob");
  }

  @Test
  void whatGotWorseWhileMutedIsToldAfterwards() {
    staff.raise("smoke", Severity.WARNING, "erp").hear();
    staff.silence("s1", staff.spine.now().plusSeconds(30)).seconds(2);
    staff.raise("smoke", Severity.CRITICAL, "erp").seconds(20);
    assertThat(staff.words()).isEmpty();
    staff.seconds(20);
    assertThat(staff.words()).containsExactly("escalated " + SMOKE + " to ann, bob");
  }

  @Test
  void whatFlapsIsToldOnceAndThenWhenItIsSteady() {
    for (int i = 0; i < 4; i++) {
      staff.raise("smoke", Severity.ERROR, "erp").mend("smoke").seconds(1);
    }
    assertThat(staff.words()).hasSize(8);

    staff.raise("smoke", Severity.ERROR, "erp");
    assertThat(staff.hearOne().alert().flapping()).isTrue();
    for (int i = 0; i < 3; i++) {
      staff.mend("smoke").seconds(1).raise("smoke", Severity.ERROR, "erp").seconds(1);
    }
    staff.mend("smoke").seconds(890);
    assertThat(staff.words()).isEmpty();
    staff.seconds(20);
    assertThat(staff.words()).containsExactly("resolved " + SMOKE + " to ann, bob");
  }

  @Test
  void whenNobodyTakesItTheChainIsToldAndStaysInIt() {
    staff.chain("erp", 120, "max").raise("smoke", Severity.WARNING, "erp").hear();
    staff.seconds(119);
    assertThat(staff.words()).isEmpty();
    staff.seconds(1);
    assertThat(staff.words()).containsExactly("unanswered " + SMOKE + " to max");
    staff.seconds(200).raise("smoke", Severity.ERROR, "erp");
    assertThat(staff.words()).containsExactly("escalated " + SMOKE + " to ann, bob, max");
  }

  @Test
  void theChainWaitsWhileSomebodyKnows() {
    staff.chain("erp", 120, "max").raise("smoke", Severity.WARNING, "erp").hear();
    staff.acknowledge(staff.spine.lastAlert(), null).seconds(200);
    assertThat(staff.words()).isEmpty();
  }

  @Test
  void whatIsAboutVigieItselfIsForTheManagersAndNeverATicket() {
    staff.says(
        new CustomAlert(
            AlertId.of(AlertKind.COLLECTOR_BEHIND, "collector", "recorder"),
            null,
            null,
            Severity.ERROR,
            "late",
            null,
            "PRD",
            List.of("erp"),
            "vigie",
            false));
    assertThat(staff.words()).containsExactly("raised collector-behind:collector:recorder to max");
    staff.seconds(4_000);
    assertThat(staff.tickets()).isEmpty();
  }

  @Test
  void anAlertThatGoesToAnotherAppIsToldThere() {
    staff.app("shop", "max").down("web").hear();
    staff.n1.say(staff.n1.status("web").app(DOWN).ofApp("shop").build());
    assertThat(staff.words()).containsExactly("raised " + DOWN_WEB + " to max");
  }

  @Test
  void whatTheLastProcessToldTheNextOneKnows() {
    staff.chain("erp", 300, "max").raise("smoke", Severity.WARNING, "erp").seconds(100);
    staff.restart().seconds(150);
    assertThat(staff.words()).isEmpty();
    staff.seconds(51);
    assertThat(staff.words()).containsExactly("unanswered " + SMOKE + " to max");
    staff.restart().mend("smoke");
    assertThat(staff.words()).containsExactly("resolved " + SMOKE + " to ann, bob, max");
  }

  /** An upgrade: whoever had to know of what is open knows it by other means. */
  @Test
  void whatWasOpenBeforeAnybodyWasToldIsNoNewsAndBecomesATicket() {
    staff.down("web");
    staff.restart(store -> !store.startsWith("people") && !store.startsWith("ticket"));
    staff.person("ann").app("erp", "ann").seconds(290);
    assertThat(staff.words()).isEmpty();
    assertThat(staff.tickets()).isEmpty();

    staff.seconds(11 + 31);
    assertThat(staff.words()).containsExactly("ticketed " + DOWN_WEB + " to ann");
    staff.down("db");
    assertThat(staff.words()).containsExactly("raised service-unavailable:default/db to ann");
  }

  @Test
  void policiesOfPeopleAreHeldAgainstTheirKeys() {
    staff.spine.put(Topic.POLICY, "app/shop".getBytes(), encoded(policy("erp")), Spine.headers());
    assertThat(staff.spine.rejected().get(0).reason()).isEqualTo("wrong-key");
    staff.spine.put(Topic.POLICY, "app/erp".getBytes(), null, Spine.headers());
    staff.raise("smoke", Severity.ERROR, "erp");
    assertThat(staff.words()).containsExactly("raised " + SMOKE + " to max");
    assertThat(staff.spine.count(Counter.NOTIFICATIONS)).isEqualTo(1);
  }

  private static AppPolicy policy(String app) {
    return new AppPolicy(app, "", false, Responsibles.NOBODY, null);
  }

  private static byte[] encoded(AppPolicy policy) {
    return EventCodec.encode(new Envelope<>("x", "collector/api", Spine.START, policy));
  }
}
