package io.vigie.streams;

import static io.vigie.contract.availability.Availability.DOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.vigie.contract.alert.AlertMove;
import io.vigie.contract.alert.AlertState;
import io.vigie.contract.event.Alert;
import io.vigie.contract.event.Rejected;
import io.vigie.contract.event.Silence;
import io.vigie.contract.event.SilenceKind;
import io.vigie.contract.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People mute alerts: they are raised and shown all the same, and say by what they are muted. */
class SilenceTest {
  @TempDir Path dir;
  @TempDir Path dirOfTheNext;
  private Spine spine;
  private Agent n1;

  @BeforeEach
  void open() {
    spine = new Spine(dir);
    n1 = new Agent(spine, "n1");
    // the streams have run for a while
    spine.pulses(61).forget();
  }

  @AfterEach
  void close() {
    spine.close();
  }

  @Test
  void anOpenAlertIsSilencedFromBeginToEnd() {
    raise();
    Instant begin = spine.now().plusSeconds(5);
    spine.says(silence("s1", "kind=service-unavailable", begin, begin.plusSeconds(10)));
    spine.pulses(4);
    assertThat(spine.alerts()).isEmpty();

    spine.pulse();
    Alert silenced = only();
    assertThat(silenced.move()).isEqualTo(AlertMove.SILENCED);
    assertThat(silenced.silencedBy()).isEqualTo("s1");
    assertThat(silenced.at()).isEqualTo(begin);
    assertThat(silenced.state()).isEqualTo(AlertState.OPEN);
    assertThat(silenced.n()).isEqualTo(2);

    spine.pulses(9);
    assertThat(spine.alerts()).isEmpty();
    spine.pulse();
    Alert audible = only();
    assertThat(audible.move()).isEqualTo(AlertMove.UNSILENCED);
    assertThat(audible.silencedBy()).isEmpty();
    assertThat(audible.at()).isEqualTo(begin.plusSeconds(10));
  }

  @Test
  void withoutPulsesNoSilenceEnds() {
    raise();
    spine.says(silence("s1", "", spine.now(), spine.now().plusSeconds(10)));
    spine.pulse();
    assertThat(only().silencedBy()).isEqualTo("s1");

    spine.pause(60_000);
    n1.says("web", DOWN);
    assertThat(spine.alerts()).isEmpty();
    spine.pulse();
    assertThat(only().move()).isEqualTo(AlertMove.UNSILENCED);
  }

  @Test
  void whatIsRaisedWhileASilenceIsInForceIsRaisedSilenced() {
    n1.up("web").says("web", DOWN);
    spine.says(silence("s1", "service=web", spine.now(), spine.now().plusSeconds(60)));
    spine.pulses(10);
    Alert raised = only();

    assertThat(raised.move()).isEqualTo(AlertMove.RAISED);
    assertThat(raised.silencedBy()).isEqualTo("s1");

    n1.up("web");
    Alert resolved = only();
    assertThat(resolved.move()).isEqualTo(AlertMove.RESOLVED);
    assertThat(resolved.silencedBy()).as("nobody is told of its end either").isEqualTo("s1");
    spine.pulses(60);
    assertThat(spine.alerts()).as("what ended is not silenced anew").isEmpty();

    n1.says("web", DOWN);
    spine.pulses(10);
    assertThat(only().silencedBy()).as("the silence is over").isEmpty();
  }

  @Test
  void aSilenceWithoutAFilterMutesAllAlertsOfServicesAndNodes() {
    n1.beat();
    raise();
    spine.says(silence("night", "", spine.now(), spine.now().plusSeconds(600)));
    spine.pulses(31);

    assertThat(spine.alerts())
        .extracting(alert -> alert.alert().word(), Alert::silencedBy)
        .contains(tuple("service-unavailable", "night"), tuple("node-silent", "night"))
        .allSatisfy(tuple -> assertThat(tuple.toList().get(1)).isEqualTo("night"));
  }

  @Test
  void aRecurringSilenceComesBack() {
    raise();
    Instant begin = spine.now().plusSeconds(5);
    spine.says(
        new Silence(
            "s1",
            SilenceKind.MAINTENANCE,
            "",
            List.of("erp"),
            begin,
            null,
            "FREQ=DAILY",
            "",
            60,
            false,
            "backup",
            "zoe"));

    assertThat(movesWithin(70)).containsExactly(AlertMove.SILENCED, AlertMove.UNSILENCED);
    spine.pause(86_400_000L - 75_000L);
    assertThat(movesWithin(70)).containsExactly(AlertMove.SILENCED, AlertMove.UNSILENCED);
  }

  @Test
  void anotherFilterHoldsAtOnceAndDeletingEndsIt() {
    raise();
    Instant begin = spine.now();
    Instant end = begin.plusSeconds(600);
    spine.says(silence("s1", "service=web", begin, end)).pulse();
    assertThat(only().move()).isEqualTo(AlertMove.SILENCED);

    spine.says(silence("s1", "service=db", begin, end)).pulse();
    assertThat(only().move()).isEqualTo(AlertMove.UNSILENCED);

    spine.says(silence("s1", "service=web", begin, end)).pulse();
    assertThat(only().move()).isEqualTo(AlertMove.SILENCED);
    byte[] key = (Silence.KEYS + "s1").getBytes(StandardCharsets.UTF_8);
    spine.put(Topic.POLICY, key, null, Spine.headers());
    spine.pulse();
    assertThat(only().move()).isEqualTo(AlertMove.UNSILENCED);
  }

  @Test
  void ofTwoThatHitTheOtherOneTakesOver() {
    raise();
    Instant begin = spine.now();
    spine.says(silence("b", "", begin, begin.plusSeconds(20))).pulse();
    assertThat(only().silencedBy()).isEqualTo("b");
    spine.says(silence("a", "", begin, begin.plusSeconds(60))).pulse();
    assertThat(spine.alerts()).as("it is silenced already").isEmpty();

    spine.pulses(18);
    Alert taken = only();
    assertThat(taken.move()).isEqualTo(AlertMove.SILENCED);
    assertThat(taken.silencedBy()).isEqualTo("a");
  }

  @Test
  void aFilterThatCannotBeReadLeavesTheOldOne() {
    raise();
    Instant end = spine.now().plusSeconds(600);
    spine.says(silence("s1", "service=web", spine.now(), end)).pulse();
    assertThat(only().silencedBy()).isEqualTo("s1");

    spine.says(silence("s1", "colour=red", spine.now(), end)).pulses(2);

    assertThat(spine.alerts()).isEmpty();
    List<Rejected> rejected = spine.rejected();
    assertThat(rejected).hasSize(1);
    assertThat(rejected.get(0).detail()).contains("there is no field colour");
  }

  @Test
  void aSilenceOfAnAppHitsWhatIsTheirs() {
    raise();
    Instant end = spine.now().plusSeconds(600);
    spine.says(ofApps("s1", List.of("crm"), end)).pulses(2);
    assertThat(spine.alerts()).isEmpty();

    spine.says(ofApps("s2", List.of("crm", "erp"), end)).pulse();
    assertThat(only().silencedBy()).isEqualTo("s2");
  }

  @Test
  void whoeverTakesOverKnowsTheSilences() {
    raise();
    Instant end = spine.now().plusSeconds(90);
    spine.says(silence("s1", "service=web", spine.now(), end)).pulse();
    assertThat(only().silencedBy()).isEqualTo("s1");

    spine = spine.restarted(dirOfTheNext);
    spine.pulses(88);
    assertThat(spine.alerts()).filteredOn(alert -> alert.service() != null).isEmpty();
    spine.pulse();
    assertThat(spine.alerts())
        .filteredOn(alert -> alert.alert().anchor().equals("default/web"))
        .extracting(Alert::move)
        .containsExactly(AlertMove.UNSILENCED);
  }

  private Alert raise() {
    n1.up("web").says("web", DOWN);
    spine.pulses(10);
    return spine.lastAlert();
  }

  private Alert only() {
    List<Alert> alerts = spine.alerts();
    assertThat(alerts).hasSize(1);
    return alerts.get(0);
  }

  private List<AlertMove> movesWithin(int seconds) {
    spine.pulses(seconds);
    return spine.alerts().stream()
        .filter(alert -> alert.alert().word().equals("service-unavailable"))
        .map(Alert::move)
        .filter(move -> move == AlertMove.SILENCED || move == AlertMove.UNSILENCED)
        .toList();
  }

  private static Silence silence(String id, String q, Instant begin, Instant end) {
    return new Silence(
        id, SilenceKind.SILENCE, q, List.of(), begin, end, "", "", 0, false, "change", "zoe");
  }

  private Silence ofApps(String id, List<String> apps, Instant end) {
    return new Silence(
        id, SilenceKind.SILENCE, "", apps, spine.now(), end, "", "", 0, false, "change", "zoe");
  }
}
