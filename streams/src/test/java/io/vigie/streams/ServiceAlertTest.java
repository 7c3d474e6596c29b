package io.vigie.streams;

import static io.vigie.contract.availability.Availability.DOWN;
import static io.vigie.contract.availability.Availability.UP;
import static io.vigie.contract.availability.Availability.WARN;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.alert.AlertMove;
import io.vigie.contract.alert.AlertState;
import io.vigie.contract.alert.Severity;
import io.vigie.contract.event.ActionAcknowledge;
import io.vigie.contract.event.ActionStatus;
import io.vigie.contract.event.Alert;
import io.vigie.contract.event.AlertAcknowledge;
import io.vigie.contract.event.AlertRule;
import io.vigie.contract.event.CustomAlert;
import io.vigie.contract.event.ServiceRetire;
import io.vigie.contract.id.AlertId;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.id.ServiceId;
import io.vigie.contract.topic.Topic;
import io.vigie.streams.metric.Counter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with a service is held for a while, raised, escalated and resolved. */
class ServiceAlertTest {
  private static final Instant STAMP = Spine.START.minusSeconds(1_000);
  private static final ServiceId WEB = new ServiceId("default", "web");

  @TempDir Path dir;
  private Spine spine;
  private Agent n1;
  private Agent n2;

  @BeforeEach
  void open() {
    spine = new Spine(dir);
    n1 = new Agent(spine, "n1");
    n2 = new Agent(spine, "n2");
    // the streams have run for a while
    seconds(61);
    spine.forget();
  }

  @AfterEach
  void close() {
    spine.close();
  }

  @Test
  void aServiceThatStaysDownIsUnavailableAfterTenSeconds() {
    n1.up("web");
    n1.says("web", DOWN);
    Instant down = spine.now();

    seconds(9);
    assertThat(spine.alerts()).isEmpty();
    seconds(1);

    Alert alert = only();
    assertThat(alert.alert()).hasToString("service-unavailable:default/web");
    assertThat(alert.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(alert.state()).isEqualTo(AlertState.OPEN);
    assertThat(alert.move()).isEqualTo(AlertMove.RAISED);
    assertThat(alert.since()).isEqualTo(down);
    assertThat(alert.raised()).isEqualTo(spine.now());
    assertThat(alert.apps()).containsExactly("erp");
    assertThat(alert.service()).isEqualTo(WEB);
    assertThat(alert.facts()).containsEntry("avail", "down");
    assertThat(alert.evidence().get(0).cause()).startsWith("vigie.instance-status.v1-0@");
    assertThat(alert.evidence().get(0).before()).containsEntry("avail", "up");
    assertThat(alert.evidence().get(0).after()).containsEntry("avail", "down");
  }

  @Test
  void whatRecoversInTimeRaisesNothing() {
    n1.up("web").says("web", DOWN);
    seconds(9);
    n1.up("web");
    seconds(30);

    assertThat(spine.alerts()).isEmpty();
  }

  @Test
  void itIsResolvedWhenItServesAgain() {
    n1.up("web").says("web", DOWN);
    seconds(10);
    spine.forget();
    n1.up("web");

    Alert alert = only();
    assertThat(alert.state()).isEqualTo(AlertState.RESOLVED);
    assertThat(alert.reason()).isEqualTo("cleared");
    assertThat(alert.resolved()).isEqualTo(spine.now());
    assertThat(alert.n()).isEqualTo(2);
  }

  @Test
  void outsideProductionItIsLessSevere() {
    n1.say(n1.status("web").in("DEV").app(DOWN).build());
    seconds(10);

    assertThat(only().severity()).isEqualTo(Severity.ERROR);
  }

  @Test
  void anActionExcusesAnOutageButNotForEver() {
    n1.up("web").begins("web", "stop", "a1").says("web", DOWN);
    talking(599);
    assertThat(spine.alerts()).isEmpty();

    talking(1);

    assertThat(only().alert().kind()).isEqualTo(AlertKind.SERVICE_UNAVAILABLE);
  }

  @Test
  void afterTheActionTheOutageIsTheServicesOwn() {
    n1.up("web").begins("web", "stop", "a1").says("web", DOWN);
    seconds(60);
    n1.ends("web", "stop", "a1", ActionStatus.OK);
    seconds(9);
    assertThat(spine.alerts()).isEmpty();

    seconds(1);
    assertThat(only().alert().kind()).isEqualTo(AlertKind.SERVICE_UNAVAILABLE);
  }

  @Test
  void aServiceOfASilentNodeIsUndefinedAndHangsOnThatNode() {
    n1.beat().up("web");
    // the node's silence, then a minute of not knowing
    seconds(30 + 60);

    List<Alert> alerts = spine.alerts();
    assertThat(alerts)
        .extracting(alert -> alert.alert().toString())
        .containsExactly("node-silent:default/n1", "service-unavailable:default/web");
    assertThat(alerts.get(1).severity()).isEqualTo(Severity.ERROR);
    assertThat(alerts.get(1).heldBy()).isEqualTo(alerts.get(0).alert());

    seconds(900 - 60);
    assertThat(spine.alerts())
        .filteredOn(alert -> alert.alert().kind() == AlertKind.SERVICE_UNAVAILABLE)
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.move()).isEqualTo(AlertMove.ESCALATED);
              assertThat(alert.severity()).isEqualTo(Severity.CRITICAL);
            });
  }

  @Test
  void twoThatAreUpAreASplitAfter35Seconds() {
    n1.up("web");
    n2.up("web");
    seconds(34);
    assertThat(spine.alerts()).isEmpty();

    seconds(1);
    assertThat(only().alert()).hasToString("service-split:default/web");
  }

  @Test
  void whoWasTakenForDeadAndIsUpIsASplitAtOnce() {
    n1.up("web");
    n2.say(n2.status("web").app(UP).supersedes("n1").build());
    seconds(5);
    assertThat(spine.alerts()).isEmpty();

    n1.up("web");

    assertThat(only().alert()).hasToString("service-split:default/web");
  }

  @Test
  void aFlexWithTooFewIsOutOfRangeAndNotUnavailable() {
    n1.say(n1.status("web").flex(2, 3).app(UP).build());
    n2.say(n2.status("web").flex(2, 3).app(DOWN).build());
    seconds(30);

    Alert alert = only();
    assertThat(alert.alert().kind()).isEqualTo(AlertKind.FLEX_OUT_OF_RANGE);
    assertThat(alert.facts()).containsEntry("up", "1").containsEntry("flexMin", "2");
  }

  @Test
  void aServiceThatServesWithAWarningIsDegradedAfterAMinute() {
    n1.say(n1.status("web").app(UP).resource("sync#0", WARN).build());
    seconds(59);
    assertThat(spine.alerts()).isEmpty();

    seconds(1);
    assertThat(only().alert().kind()).isEqualTo(AlertKind.SERVICE_DEGRADED);
  }

  @Test
  void aServiceAwayFromItsNodeIsMisplacedAfterTenMinutes() {
    n1.say(n1.status("web").nodes("n1", "n2").app(DOWN).build());
    n2.say(n2.status("web").nodes("n1", "n2").app(UP).build());
    talking(599);
    assertThat(spine.alerts()).isEmpty();

    talking(1);
    assertThat(only().alert().kind()).isEqualTo(AlertKind.SERVICE_MISPLACED);
  }

  @Test
  void aFrozenInstanceIsToldAfterAnHour() {
    n1.say(n1.status("web").frozen().app(UP).everySeconds(3_600).build());
    seconds(3_599);
    assertThat(spine.alerts()).isEmpty();

    seconds(1);
    Alert alert = only();
    assertThat(alert.alert()).hasToString("service-frozen:default/web:n1");
    assertThat(alert.node()).isEqualTo(n1.node);
    assertThat(alert.severity()).isEqualTo(Severity.WARNING);
  }

  @Test
  void anInstanceNobodyReportsIsStaleThoughItsNodeSpeaks() {
    n1.beat().up("web");
    beating(179);
    assertThat(spine.alerts()).isEmpty();

    beating(1);
    assertThat(spine.alerts())
        .extracting(alert -> alert.alert().toString())
        .contains("instance-stale:default/web:n1");
  }

  @Test
  void differentConfigurationsAreToldAfterTenMinutes() {
    n1.configures("web", STAMP, "a1", "n1", "n2").up("web");
    n2.configures("web", STAMP, "b2", "n1", "n2").says("web", DOWN);
    talking(599);
    assertThat(spine.alerts()).isEmpty();

    talking(1);
    assertThat(only().facts()).containsEntry("n1", "a1").containsEntry("n2", "b2");
  }

  @Test
  void aFailedActionIsToldAtOnceAndEndsWhenItWorksThere() {
    n1.up("web").begins("web", "start", "a1").ends("web", "start", "a1", ActionStatus.ERR);
    Alert failed = only();
    assertThat(failed.alert()).hasToString("action-failed:default/web:n1/start");
    assertThat(failed.severity()).isEqualTo(Severity.ERROR);
    assertThat(failed.facts()).containsEntry("action id", "a1");

    n1.begins("web", "start", "a2").ends("web", "start", "a2", ActionStatus.OK);
    assertThat(only().state()).isEqualTo(AlertState.RESOLVED);
  }

  @Test
  void aFailedActionEndsWhenItIsAcknowledgedAndASecondCopyOfItDoesNotReopenIt() {
    n1.up("web").ends("web", "start", "a1", ActionStatus.ERR);
    spine.forget();

    spine.says(new ActionAcknowledge(WEB, "a1", "zoe", "disk was full", false));
    assertThat(only().reason()).isEqualTo("acknowledged");

    n1.ends("web", "start", "a1", ActionStatus.ERR);
    seconds(5);
    assertThat(spine.alerts()).isEmpty();
  }

  @Test
  void aFailedActionIsAcknowledgedOnItsOwnNodeAndOnNoOther() {
    Agent n2 = new Agent(spine, "n2");
    n1.up("web").ends("web", "start", "a1", ActionStatus.ERR);
    spine.forget();

    n2.acknowledges("web", "a1").acknowledges("web", "a2");
    n1.ends("web", "stop", "a2", ActionStatus.ERR);
    assertThat(only().alert())
        .as("told before it failed")
        .hasToString("action-failed:default/web:n1/stop");

    n1.acknowledges("web", "a1");
    Alert ended = only();
    assertThat(ended.alert()).hasToString("action-failed:default/web:n1/start");
    assertThat(ended.reason()).isEqualTo("acknowledged");
  }

  @Test
  void anActionThatDoesNotEndIsStuck() {
    n1.up("web").begins("web", "start", "a1");
    talking(7_199);
    assertThat(spine.alerts()).isEmpty();

    talking(1);
    assertThat(only().alert()).hasToString("action-stuck:default/web:n1/a1");
  }

  @Test
  void aFailedCopyIsTold() {
    n1.up("web").copies("web", "n2", ActionStatus.ERR, 0);

    assertThat(only().alert()).hasToString("sync-failed:default/web:sync#nodes/n2");
    n1.copies("web", "n2", ActionStatus.OK, 0);
    assertThat(only().state()).isEqualTo(AlertState.RESOLVED);
  }

  @Test
  void aCopyGrowsTooOld() {
    n1.up("web").copies("web", "n2", ActionStatus.OK, 100);
    talking(99);
    assertThat(spine.alerts()).isEmpty();

    talking(1);
    assertThat(only().alert().kind()).isEqualTo(AlertKind.SYNC_LATE);
    n1.copies("web", "n2", ActionStatus.OK, 100);
    assertThat(only().state()).isEqualTo(AlertState.RESOLVED);
  }

  @Test
  void raisedAgainSoonItIsTheSameEpisode() {
    outage();
    spine.forget();
    outage();

    Alert again = spine.alerts().get(0);
    assertThat(again.episode()).isEqualTo(1);
    assertThat(again.occurrence()).isEqualTo(2);
  }

  @Test
  void raisedAgainLaterItIsAnotherEpisode() {
    outage();
    talking(601);
    spine.forget();
    outage();

    Alert again = spine.alerts().get(0);
    assertThat(again.episode()).isEqualTo(2);
    assertThat(again.occurrence()).isEqualTo(1);
  }

  @Test
  void theFifthInAnHourFlapsUntilItIsSteady() {
    for (int i = 0; i < 4; i++) {
      outage();
    }
    assertThat(spine.alerts()).noneMatch(Alert::flapping);

    outage();
    assertThat(spine.alerts())
        .extracting(Alert::move)
        .containsExactly(AlertMove.FLAPPING, AlertMove.RESOLVED);
    talking(899);
    assertThat(spine.alerts()).isEmpty();
    talking(1);
    assertThat(only().move()).isEqualTo(AlertMove.STEADY);
  }

  @Test
  void anAcknowledgementEndsWithTheAlertUnlessItIsSticky() {
    Alert open = raise();
    acknowledge(open, null, false);
    Alert known = only();
    assertThat(known.move()).isEqualTo(AlertMove.ACKNOWLEDGED);
    assertThat(known.acknowledged().by()).isEqualTo("zoe");
    n1.up("web");
    spine.forget();
    Alert again = raise();
    assertThat(again.acknowledged()).isNull();

    acknowledge(again, null, true);
    n1.up("web");
    spine.forget();
    assertThat(raise().acknowledged().comment()).isEqualTo("on it");
  }

  @Test
  void anAcknowledgementExpires() {
    Alert open = raise();
    acknowledge(open, spine.now().plusSeconds(30), false);
    spine.forget();
    seconds(29);
    assertThat(spine.alerts()).isEmpty();

    seconds(1);
    assertThat(only().move()).isEqualTo(AlertMove.UNACKNOWLEDGED);
  }

  @Test
  void anAcknowledgementOfAnotherEpisodeIsNotMeant() {
    Alert open = raise();
    spine.says(new AlertAcknowledge(open.alert(), 7, "zoe", "on it", null, false, false));

    assertThat(spine.alerts()).isEmpty();
    assertThat(spine.count(Counter.ACKNOWLEDGEMENTS_LATE)).isEqualTo(1);
  }

  @Test
  void anotherRuleHoldsForWhatIsOpen() {
    raise();
    spine.says(
        new AlertRule(AlertKind.SERVICE_UNAVAILABLE, false, null, null, Severity.WARNING, null));
    seconds(1);
    Alert eased = only();
    assertThat(eased.move()).isEqualTo(AlertMove.CHANGED);
    assertThat(eased.severity()).isEqualTo(Severity.WARNING);

    spine.says(new AlertRule(AlertKind.SERVICE_UNAVAILABLE, true, null, null, null, null));
    seconds(1);
    assertThat(only().reason()).isEqualTo("rule");

    byte[] key = AlertRule.key(AlertKind.SERVICE_UNAVAILABLE).getBytes(StandardCharsets.UTF_8);
    spine.put(Topic.POLICY, key, null, Spine.headers());
    seconds(1);
    assertThat(only().severity()).isEqualTo(Severity.CRITICAL);
  }

  @Test
  void aRuleThatCannotBeReadLeavesTheOldOne() {
    raise();
    byte[] key = AlertRule.key(AlertKind.SERVICE_UNAVAILABLE).getBytes(StandardCharsets.UTF_8);
    spine.put(Topic.POLICY, key, "{}".getBytes(StandardCharsets.UTF_8), Spine.headers());
    seconds(2);

    assertThat(spine.alerts()).isEmpty();
    assertThat(spine.rejected()).hasSize(1);
  }

  @Test
  void whatIsRemovedRaisesNoMore() {
    raise();
    n1.say(n1.status("web").removed().build());

    assertThat(only().reason()).isEqualTo("retired");
  }

  @Test
  void whatPeopleRaiseStandsUntilItsTimeOrUntilTheyTakeItBack() {
    n1.up("web");
    spine.says(custom("certificate", Severity.ERROR, null, false));
    Alert raised = only();
    assertThat(raised.alert()).hasToString("custom:default/web:certificate");
    assertThat(raised.severity()).isEqualTo(Severity.ERROR);
    assertThat(raised.facts()).containsEntry("summary", "it ends soon");
    assertThat(raised.service()).isEqualTo(WEB);

    spine.says(custom("backup", Severity.INFO, spine.now().plusSeconds(30), false));
    assertThat(only().alert().detail()).isEqualTo("backup");
    talking(29);
    assertThat(spine.alerts()).isEmpty();
    talking(1);
    assertThat(only().reason()).isEqualTo("timed out");

    spine.says(custom("certificate", Severity.CRITICAL, null, false));
    seconds(1);
    assertThat(only().move()).isEqualTo(AlertMove.ESCALATED);
    spine.says(custom("certificate", null, null, true));
    assertThat(only().reason()).isEqualTo("withdrawn");
  }

  @Test
  void anAppThatNoPersonCouldNameLosesNoAlert() {
    n1.say(n1.status("web").ofApp(" a\u0007pp ").app(DOWN).build());
    seconds(10);

    assertThat(only().apps()).containsExactly("a\u0007pp");
  }

  @Test
  void anActionThatTakesLongAlreadyWakesNobodySooner() {
    n1.up("web").begins("web", "backup", "a1");
    talking(700);
    n1.says("web", DOWN);
    seconds(9);
    assertThat(spine.alerts()).isEmpty();

    seconds(1);
    assertThat(only().alert().kind()).isEqualTo(AlertKind.SERVICE_UNAVAILABLE);
  }

  @Test
  void whatIsNeverToEscalateIsHeldAllTheSame() {
    spine.says(new AlertRule(AlertKind.SERVICE_UNAVAILABLE, false, null, 0L, null, null));
    n1.beat().up("web");
    seconds(30 + 59);
    assertThat(spine.alerts()).extracting(Alert::alert).hasSize(1);

    seconds(1);
    assertThat(only().severity()).isEqualTo(Severity.ERROR);
    seconds(1_000);
    assertThat(spine.alerts())
        .noneMatch(alert -> alert.alert().kind() == AlertKind.SERVICE_UNAVAILABLE);
  }

  @Test
  void anActionIsAcknowledgedThoughItsEndIsReadLater() {
    n1.up("web");
    spine.says(new ActionAcknowledge(WEB, "a1", "zoe", "disk was full", false));
    n1.ends("web", "start", "a1", ActionStatus.ERR);

    assertThat(spine.alerts()).isEmpty();
  }

  @Test
  void anAcknowledgementOfAnActionThatIsTakenBackBringsItsAlertBack() {
    n1.up("web").ends("web", "start", "a1", ActionStatus.ERR);
    spine.says(new ActionAcknowledge(WEB, "a1", "zoe", "disk was full", false));
    spine.forget();
    spine.says(new ActionAcknowledge(WEB, "a1", "zoe", "", true));

    assertThat(only().state()).isEqualTo(AlertState.OPEN);
  }

  @Test
  void aSyncThatFailsIsToldWhereNoCopyIs() {
    n1.up("web").ends("web", "syncnodes", "a1", ActionStatus.ERR);

    assertThat(only().alert()).hasToString("sync-failed:default/web:n1/syncnodes");
  }

  @Test
  void anActionOfAnInstanceThatIsGoneIsNotStuck() {
    n2.says("web", DOWN);
    n1.up("web").begins("web", "start", "a1");
    n1.say(n1.status("web").removed().build());
    n2.up("web");
    talking(7_300);

    assertThat(spine.alerts()).isEmpty();
  }

  @Test
  void whatPeopleRaisedOfARetiredServiceEndsWithIt() {
    n1.up("web");
    spine.says(custom("certificate", Severity.ERROR, null, false));
    spine.forget();
    spine.says(new ServiceRetire(WEB, Map.of("n1", n1.lastOrder().epoch()), "zoe"));

    assertThat(only().reason()).isEqualTo("retired");
  }

  @Test
  void whatTheCollectorTellsOfItselfIsRaisedAsItsRuleSaysUntilItIsTakenBack() {
    AlertId behind = AlertId.of(AlertKind.COLLECTOR_BEHIND, "collector", "recorder");
    spine.says(told(behind, false));
    Alert raised = spine.lastAlert();
    assertThat(raised.alert()).isEqualTo(behind);
    assertThat(raised.severity()).isEqualTo(Severity.ERROR);
    assertThat(raised.facts()).containsEntry("summary", "20 s behind");

    spine.says(told(behind, true));
    assertThat(spine.lastAlert().reason()).isEqualTo("withdrawn");
  }

  @Test
  void whatIsToldOfAnAppStaysWhenAServiceOfThatNameIsRetired() {
    AlertId app = AlertId.of(AlertKind.APP_WITHOUT_RESPONSIBLE, WEB.toString(), "");
    n1.up("web");
    spine.says(told(app, false));
    spine.says(custom("certificate", Severity.ERROR, null, false));
    spine.forget();
    spine.says(new ServiceRetire(WEB, Map.of("n1", n1.lastOrder().epoch()), "zoe"));

    assertThat(spine.alerts())
        .filteredOn(alert -> alert.state() == AlertState.RESOLVED)
        .extracting(alert -> alert.alert().kind())
        .containsExactly(AlertKind.CUSTOM);
  }

  @Test
  void whatPeopleSayAnewIsToldAndTheSameAgainIsNot() {
    Instant until = spine.now().plusSeconds(600);
    spine.says(custom("certificate", Severity.ERROR, null, false));
    spine.forget();
    spine.says(custom("certificate", Severity.ERROR, null, false));
    assertThat(spine.alerts()).isEmpty();

    spine.says(custom("certificate", Severity.ERROR, until, false));
    Alert changed = only();
    assertThat(changed.move()).isEqualTo(AlertMove.CHANGED);
    assertThat(changed.episode()).isEqualTo(1);
    assertThat(changed.facts()).containsEntry("until", until.toString());

    spine.says(custom("certificate", Severity.WARNING, until, false));
    assertThat(only().severity()).isEqualTo(Severity.WARNING);
  }

  @Test
  void whatPeopleSayOfANodeTouchesNothingOfAServiceOfThatName() {
    spine.says(custom("certificate", Severity.ERROR, null, false));
    spine.forget();
    spine.says(ofNode("certificate", false)).says(ofNode("disk", false));
    spine.says(ofNode("certificate", true));
    assertThat(spine.alerts()).isEmpty();
    assertThat(spine.count(Counter.TOLD_REFUSED)).isEqualTo(3);

    spine.says(custom("certificate", null, null, true));
    assertThat(only().reason()).isEqualTo("withdrawn");
    spine.says(ofNode("disk", false));
    assertThat(only().node()).isEqualTo(new NodeId("default", "web"));
  }

  @Test
  void peopleSayAHundredThingsOfOneServiceAtMost() {
    for (int i = 0; i < 100; i++) {
      spine.says(custom("c" + i, Severity.INFO, null, false));
    }
    assertThat(spine.alerts()).hasSize(100);
    spine.says(custom("more", Severity.ERROR, null, false));
    assertThat(spine.alerts()).isEmpty();
    assertThat(spine.count(Counter.TOLD_REFUSED)).isEqualTo(1);

    spine.says(custom("c7", Severity.ERROR, null, false));
    assertThat(only().severity()).isEqualTo(Severity.ERROR);
    spine.says(custom("c7", null, null, true)).forget();
    spine.says(custom("more", Severity.ERROR, null, false));
    assertThat(only().move()).isEqualTo(AlertMove.RAISED);
  }

  private static CustomAlert ofNode(String name, boolean withdrawn) {
    CustomAlert of = custom(name, withdrawn ? null : Severity.ERROR, null, withdrawn);
    return new CustomAlert(
        of.alert(),
        null,
        new NodeId("default", "web"),
        of.severity(),
        of.summary(),
        of.until(),
        of.env(),
        of.apps(),
        of.by(),
        withdrawn);
  }

  private static CustomAlert told(AlertId alert, boolean withdrawn) {
    String summary = withdrawn ? "" : "20 s behind";
    return new CustomAlert(
        alert, null, null, null, summary, null, "", List.of(), "vigie", withdrawn);
  }

  private static CustomAlert custom(
      String name, Severity severity, Instant until, boolean withdrawn) {
    return new CustomAlert(
        AlertId.of(AlertKind.CUSTOM, WEB, name),
        WEB,
        null,
        severity,
        withdrawn ? "" : "it ends soon",
        until,
        "PRD",
        List.of("erp"),
        "zoe",
        withdrawn);
  }

  private Alert raise() {
    n1.up("web").says("web", DOWN);
    seconds(10);
    return spine.lastAlert();
  }

  private void outage() {
    n1.up("web").says("web", DOWN);
    seconds(10);
    n1.up("web");
  }

  private void acknowledge(Alert alert, Instant expires, boolean sticky) {
    spine.says(
        new AlertAcknowledge(
            alert.alert(), alert.episode(), "zoe", "on it", expires, sticky, false));
  }

  private Alert only() {
    List<Alert> alerts = spine.alerts();
    assertThat(alerts).hasSize(1);
    return alerts.get(0);
  }

  private void seconds(int count) {
    spine.pulses(count);
  }

  private void beating(int count) {
    for (int i = 0; i < count; i++) {
      if (i % 10 == 0) {
        n1.beat();
      }
      spine.pulse();
    }
  }

  /** Nothing changes, and everybody says so. */
  private void talking(int count) {
    for (int i = 0; i < count; i++) {
      if (i % 60 == 0) {
        n1.repeat();
        n2.repeat();
      }
      spine.pulse();
    }
  }
}
