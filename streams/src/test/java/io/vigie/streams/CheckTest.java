package io.vigie.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.alert.AlertMove;
import io.vigie.contract.alert.AlertState;
import io.vigie.contract.alert.Severity;
import io.vigie.contract.check.CheckState;
import io.vigie.contract.event.Alert;
import io.vigie.contract.event.AlertRule;
import io.vigie.contract.event.CheckHealth;
import io.vigie.contract.event.CheckThreshold;
import io.vigie.contract.event.CheckValues;
import io.vigie.contract.event.CheckValues.Value;
import io.vigie.contract.event.Event;
import io.vigie.contract.event.NodeRetire;
import io.vigie.contract.id.AlertId;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.topic.Topic;
import io.vigie.contract.wire.Stamp;
import io.vigie.streams.codec.BinaryWriter;
import io.vigie.streams.metric.Counter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What nodes measure, the bounds people set for it, and what is told of both. */
class CheckTest {
  private static final long DAY_MILLIS = 86_400_000;

  @TempDir Path dir;
  @TempDir Path dirOfTheNext;
  private Spine spine;
  private Agent n1;

  @BeforeEach
  void open() {
    spine = new Spine(dir);
    n1 = new Agent(new Current(), "n1").beat();
    spine.pulses(61).forget();
    n1.beat();
    spine.forget();
  }

  @AfterEach
  void close() {
    spine.close();
  }

  @Test
  void aValueAboveItsBoundIsToldAtOnceAndClearsWhenItIsBack() {
    measures(fs("/", "90"));
    assertThat(spine.alerts()).as("on the bound it is well").isEmpty();

    measures(fs("/", "90.001"), fs("/srv", "40"));
    Alert full = only();
    assertThat(full.alert()).hasToString("check-out-of-bounds:default/n1:fs_u /");
    assertThat(full.severity()).isEqualTo(Severity.ERROR);
    assertThat(full.node()).isEqualTo(n1.node);
    assertThat(full.facts())
        .containsEntry("check", "fs_u")
        .containsEntry("instance", "/")
        .containsEntry("value", "90.001")
        .containsEntry("unit", "%")
        .containsEntry("high", "90")
        .containsEntry("threshold", "default")
        .doesNotContainKey("low");
    assertThat(full.evidence().get(0).cause()).startsWith("vigie.check.v1-0@");

    measures(fs("/", "95"), fs("/srv", "40"));
    assertThat(spine.alerts()).as("another value of the same trouble").isEmpty();

    measures(fs("/", "60"), fs("/srv", "40"));
    Alert cleared = only();
    assertThat(cleared.state()).isEqualTo(AlertState.RESOLVED);
    assertThat(cleared.reason()).isEqualTo("cleared");
  }

  @Test
  void aCheckThatIsGoneFromAWholeRunIsNoMore() {
    measures(fs("/mnt", "99"), fs("/", "50"));
    assertThat(only().move()).isEqualTo(AlertMove.RAISED);

    measures(fs("/", "50"));

    assertThat(only().state()).isEqualTo(AlertState.RESOLVED);
    assertThat(health().values()).extracting(CheckHealth.Value::instance).containsExactly("/");
  }

  @Test
  void whatCouldNotBeReadStaysAsItWasAndAges() {
    measures(fs("/", "50"), new Value("mail", "queue", "", decimal("12"), ""));
    String read = health().values().get(1).read().toString();
    spine.pulses(5);

    n1.say(new CheckValues(n1.node, List.of(fs("/", "51")), List.of("mail")));

    CheckHealth.Value mail = health().values().get(1);
    assertThat(mail.instance()).isEqualTo("queue");
    assertThat(mail.read()).hasToString(read);
  }

  @Test
  void aServiceIsPartOfWhatNamesACheck() {
    measures(new Value("fs_u", "/srv", "default/web", decimal("99"), "%"));

    Alert full = only();
    assertThat(full.alert().detail()).isEqualTo("default/web fs_u /srv");
    assertThat(AlertId.parse(full.alert().toString())).isEqualTo(full.alert());
    assertThat(full.facts()).containsEntry("service", "default/web");
  }

  @Test
  void aThresholdOfANodeBeatsAFilterAndThatTheDefault() {
    measures(fs("/", "85"), fs("/srv", "85"));
    assertThat(spine.alerts()).isEmpty();

    spine.says(threshold("f", null, "instance=/srv site=paris env=PRD", null, "80")).pulse();
    Alert ofFilter = only();
    assertThat(ofFilter.alert().detail()).isEqualTo("fs_u /srv");
    assertThat(ofFilter.facts()).containsEntry("threshold", "f").containsEntry("high", "80");
    assertThat(health().values())
        .extracting(CheckHealth.Value::state)
        .containsExactly(CheckState.OK, CheckState.HIGH);

    spine.says(threshold("n", n1.node, "", null, "88")).pulse();
    assertThat(only().state()).isEqualTo(AlertState.RESOLVED);

    spine.says(threshold("n", n1.node, "", "86", null)).pulse();
    assertThat(spine.alerts())
        .extracting(alert -> alert.facts().get("low"))
        .as("below a bound is out of it too")
        .containsExactly("86", "86");

    spine.put(Topic.POLICY, (CheckThreshold.KEYS + "n").getBytes(UTF_8), null, Spine.headers());
    spine.pulse();
    assertThat(spine.alerts())
        .extracting(alert -> alert.alert().detail())
        .as("the filter counts again, and / is well by default")
        .containsExactly("fs_u /");
  }

  @Test
  void aThresholdThatCannotBeReadLeavesTheOldOne() {
    measures(fs("/", "85"));
    spine.says(threshold("f", null, "", null, "80")).pulse();
    assertThat(only().move()).isEqualTo(AlertMove.RAISED);

    spine.says(threshold("f", null, "value>3", null, "99")).pulses(2);

    assertThat(spine.alerts()).isEmpty();
    assertThat(spine.rejected()).hasSize(1);
  }

  @Test
  void anotherRuleHoldsForWhatIsOpen() {
    measures(fs("/", "99"));
    assertThat(only().severity()).isEqualTo(Severity.ERROR);

    spine.says(rule(false, 0L)).pulse();
    assertThat(only().severity()).isEqualTo(Severity.CRITICAL);

    spine.says(rule(true, 0L)).pulse();
    assertThat(only().reason()).isEqualTo("rule");
  }

  @Test
  void thresholdsOfManyNodesAreAskedInSlices() {
    for (int i = 0; i < 1_500; i++) {
      Agent node = new Agent(spine, "m" + i);
      node.say(new CheckValues(node.node, List.of(fs("/", "85")), List.of()));
    }
    spine.pulses(3).forget();

    spine.says(threshold("f", null, "node=~^m", null, "80")).pulse();
    int first = spine.alerts().size();
    spine.pulse();

    assertThat(first).isBetween(1, 1_000);
    assertThat(first + spine.alerts().size()).isEqualTo(1_500);
  }

  @Test
  void aValueThatIsNotReadForADayIsStaleUntilItIsReadAgain() {
    measures(fs("/", "50"));
    spine.pause(DAY_MILLIS - 100_000);
    beating(90);
    assertThat(spine.alerts()).isEmpty();

    beating(70);
    Alert stale = only();
    assertThat(stale.alert()).hasToString("check-stale:default/n1:fs_u /");
    assertThat(stale.severity()).isEqualTo(Severity.WARNING);
    assertThat(stale.heldBy()).isNull();
    assertThat(stale.facts()).containsKey("last read");

    measures(fs("/", "50"));
    assertThat(only().state()).isEqualTo(AlertState.RESOLVED);
  }

  @Test
  void aValueStaleBecauseItsNodeIsSilentHangsOnThat() {
    measures(fs("/", "50"));
    spine.pause(DAY_MILLIS);
    beating(130);
    assertThat(only().alert().kind()).isEqualTo(AlertKind.CHECK_STALE);

    spine.pulses(31);
    assertThat(spine.alerts())
        .filteredOn(alert -> alert.alert().kind() == AlertKind.CHECK_STALE)
        .extracting(Alert::move, Alert::heldBy)
        .containsExactly(tuple(AlertMove.HELD, AlertId.parse("node-silent:default/n1")));
  }

  @Test
  void aNodeThatWasAwayForDaysHasADayToMeasure() {
    measures(fs("/", "50"));
    spine.pulses(31).pause(2 * DAY_MILLIS).pulses(3).forget();

    beating(130);
    assertThat(spine.alerts())
        .extracting(alert -> alert.alert().kind())
        .containsOnly(AlertKind.NODE_SILENT);

    spine.pause(DAY_MILLIS - 100_000);
    beating(130);
    assertThat(only().alert()).hasToString("check-stale:default/n1:fs_u /");
  }

  @Test
  void nothingIsStaleOfANodeThatIsSilent() {
    measures(fs("/", "50"));
    spine.pulses(31).pause(DAY_MILLIS).pulses(200);

    assertThat(spine.alerts())
        .extracting(alert -> alert.alert().kind())
        .containsOnly(AlertKind.NODE_SILENT);
  }

  @Test
  void anOutageMakesNothingStale() {
    measures(fs("/", "50"));
    spine.pause(DAY_MILLIS + 5_000);
    beating(3);
    measures(fs("/", "50"));
    beating(100);

    assertThat(spine.alerts()).isEmpty();
  }

  @Test
  void anOldRunCountsForNothing() {
    CheckValues old = new CheckValues(n1.node, List.of(fs("/", "99")), List.of());
    var late = n1.order();
    measures(fs("/", "50"));
    spine.forget();

    n1.say(old, late);

    assertThat(spine.alerts()).isEmpty();
    assertThat(healths()).isEmpty();
  }

  @Test
  void aRetiredNodeMeasuresNothing() {
    measures(fs("/", "99"));
    spine.forget();

    spine.says(new NodeRetire(n1.node, Spine.START.getEpochSecond(), "zoe"));

    assertThat(spine.alerts()).extracting(Alert::reason).containsExactly("retired");
    assertThat(health().values()).isEmpty();
    spine = spine.restarted(dirOfTheNext);
    spine.pulses(3);
    assertThat(healths()).isEmpty();
  }

  @Test
  void whoeverTakesOverKnowsValuesAndThresholds() {
    measures(fs("/", "85"));
    spine.says(threshold("f", null, "", null, "80")).pulse();
    assertThat(only().move()).isEqualTo(AlertMove.RAISED);

    spine = spine.restarted(dirOfTheNext);
    beating(100);
    assertThat(spine.alerts()).isEmpty();
    assertThat(health().values().get(0).threshold()).isEqualTo("f");

    spine.put(Topic.POLICY, (CheckThreshold.KEYS + "f").getBytes(UTF_8), null, Spine.headers());
    spine.pulse();
    assertThat(only().state()).isEqualTo(AlertState.RESOLVED);
  }

  @Test
  void aStoredEntryThatCannotBeReadIsLeftOutAndTheOthersHold() {
    measures(fs("/", "85"));
    spine.says(threshold("f", null, "", null, "80")).pulse();
    assertThat(only().move()).isEqualTo(AlertMove.RAISED);
    byte[] tooLarge =
        new BinaryWriter(1)
            .number(1)
            .text("fs_u")
            .text("/")
            .text("")
            .number(1_000_000_000_000_000L)
            .text("")
            .number(spine.now().toEpochMilli())
            .bytes();
    spine.driver.<String, byte[]>getKeyValueStore("checks").put("default/n2", tooLarge);
    spine
        .driver
        .<String, byte[]>getKeyValueStore("check-thresholds")
        .put(CheckThreshold.KEYS + "g", new byte[] {1});

    spine = spine.restarted(dirOfTheNext);
    beating(10);

    assertThat(spine.alerts()).isEmpty();
    assertThat(health().values().get(0).threshold()).isEqualTo("f");
    assertThat(spine.count(Counter.CHECKS_UNREADABLE)).isEqualTo(2);
  }

  private void beating(int seconds) {
    for (int i = 0; i < seconds; i++) {
      if (i % 10 == 0) {
        n1.beat();
      }
      spine.pulse();
    }
  }

  /** To whichever streams run now. */
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

  private void measures(Value... values) {
    n1.say(new CheckValues(n1.node, List.of(values), List.of()));
  }

  private Alert only() {
    List<Alert> alerts = spine.alerts();
    assertThat(alerts).hasSize(1);
    return alerts.get(0);
  }

  private List<CheckHealth> healths() {
    return spine.read(Topic.CHECK_HEALTH, CheckHealth.class);
  }

  private CheckHealth health() {
    List<CheckHealth> all = healths();
    return all.get(all.size() - 1);
  }

  private static Value fs(String mount, String percent) {
    return new Value("fs_u", mount, "", decimal(percent), "%");
  }

  private static BigDecimal decimal(String number) {
    return new BigDecimal(number);
  }

  private static AlertRule rule(boolean disabled, Long hold) {
    return new AlertRule(
        AlertKind.CHECK_OUT_OF_BOUNDS, disabled, hold, null, Severity.CRITICAL, null);
  }

  private static CheckThreshold threshold(
      String id, NodeId node, String q, String low, String high) {
    return new CheckThreshold(
        id,
        "fs_u",
        node,
        q,
        low == null ? null : decimal(low),
        high == null ? null : decimal(high),
        "zoe");
  }
}
