package io.vigie.agent.action;

import static io.vigie.agent.action.EngineBench.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.vigie.contract.availability.Availability;
import io.vigie.contract.event.ActionBegin;
import io.vigie.contract.event.ActionEnd;
import io.vigie.contract.event.ActionLine;
import io.vigie.contract.event.ActionOrigin;
import io.vigie.contract.event.ActionStatus;
import io.vigie.contract.event.InstanceStatus;
import io.vigie.contract.event.LogLevel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ActionEngineTest {
  private static final String ALL_GROUPS =
      """
      [task#0]
      [app#1]
      [app#0]
      subset = b
      [app#2]
      subset = a
      [container#0]
      [share#0]
      [fs#1]
      [fs#0]
      [disk#0]
      [ip#0]
      [sync#0]
      """;

  @TempDir Path home;
  private EngineBench node;

  @BeforeEach
  void node() {
    node = new EngineBench(home);
  }

  @Test
  void aStartGoesByGroupThenSubsetThenRid() {
    node.service("web", ALL_GROUPS);
    node.act(Verb.START, "web");
    assertThat(node.drivers.done)
        .containsExactly(
            "start ip#0",
            "start disk#0",
            "start fs#0",
            "start fs#1",
            "start share#0",
            "start container#0",
            "start app#1",
            "start app#2",
            "start app#0");
  }

  @Test
  void aStopIsTheExactReverseWithTasksFirst() throws Exception {
    node.service("web", ALL_GROUPS);
    node.act(Verb.START, "web");
    Files.createFile(node.drivers.flag("web", "task#0"));
    List<String> started = List.copyOf(node.drivers.done);
    node.drivers.done.clear();
    node.act(Verb.STOP, "web");

    assertThat(node.drivers.done.get(0)).isEqualTo("stop task#0");
    List<String> reversed =
        new ArrayList<>(started.stream().map(each -> each.replace("start", "stop")).toList());
    Collections.reverse(reversed);
    assertThat(node.drivers.done.subList(1, node.drivers.done.size())).isEqualTo(reversed);
  }

  @Test
  void anActionIsItsBeginItsNumberedLinesAndItsEnd() {
    node.service("web", "[fs#0]\n[app#0]\n");
    ActionResult result = node.act(ask(Verb.START).as("vigie-agent start web"), "web");

    ActionResult.Ended ended = (ActionResult.Ended) result;
    assertThat(node.journal.get(0))
        .isInstanceOfSatisfying(
            ActionBegin.class,
            begin -> {
              assertThat(begin.id()).isEqualTo(ended.id());
              assertThat(begin.action()).isEqualTo("start");
              assertThat(begin.by()).isEqualTo("root");
              assertThat(begin.command()).isEqualTo("vigie-agent start web");
              assertThat(begin.timeoutSeconds()).isEqualTo(120);
            });
    assertThat(node.lines())
        .extracting(ActionLine::rid, ActionLine::text, ActionLine::status)
        .containsExactly(
            tuple("fs#0", "raise fs#0", null),
            tuple("fs#0", "started flag fs#0", ActionStatus.OK),
            tuple("app#0", "raise app#0", null),
            tuple("app#0", "started flag app#0", ActionStatus.OK));
    assertThat(node.lines())
        .extracting(ActionLine::number)
        .isEqualTo(IntStream.range(0, 4).boxed().toList());
    assertThat(node.journal.get(node.journal.size() - 1)).isInstanceOf(ActionEnd.class);
    assertThat(node.ends()).extracting(ActionEnd::status).containsExactly(ActionStatus.OK);
    assertThat(ended.lines()).isEqualTo(node.lines());
  }

  @Test
  void whatIsUpAlreadyIsLeftAloneAndSaysSo() throws Exception {
    node.service("web", "[fs#0]\n[app#0]\n");
    Files.createFile(node.drivers.flag("web", "fs#0"));
    node.act(Verb.START, "web");
    assertThat(node.drivers.done).containsExactly("start app#0");
    assertThat(node.lines().get(0).text()).isEqualTo("already up: flag fs#0");
  }

  @Test
  void anOptionalFailureIsToldAndTheStartGoesOn() {
    node.service("web", "[fs#0]\ndoes = fail\noptional = true\n[app#0]\n");
    assertThat(status(node.act(Verb.START, "web"))).isEqualTo(ActionStatus.WARN);
    assertThat(node.drivers.done).containsExactly("start app#0");
    assertThat(node.lines().get(0))
        .extracting(ActionLine::level, ActionLine::text, ActionLine::status)
        .containsExactly(LogLevel.ERROR, "the flag is stuck", ActionStatus.WARN);
  }

  @Test
  void aFailureEndsTheStartNamesWhatWasNotReachedAndTakesBackWhatItStarted() {
    node.service("web", "[ip#0]\n[fs#0]\ndoes = fail\n[app#0]\n[app#1]\n");
    assertThat(status(node.act(Verb.START, "web"))).isEqualTo(ActionStatus.ERR);
    assertThat(node.drivers.done).containsExactly("start ip#0", "stop ip#0");
    assertThat(node.lines())
        .extracting(ActionLine::text)
        .containsExactly(
            "raise ip#0",
            "started flag ip#0",
            "the flag is stuck",
            "not reached: app#0, app#1",
            "rolling back: fs#0, ip#0",
            "already down: flag fs#0",
            "lower ip#0",
            "stopped flag ip#0",
            "start failed: it is called so until a start succeeds or it is cleared");
  }

  @Test
  void aRestartWhoseStopFailsStartsNothing() throws Exception {
    node.service("web", "[fs#0]\n[app#0]\ndoes = fail\n");
    Files.createFile(node.drivers.flag("web", "app#0"));
    assertThat(status(node.act(Verb.RESTART, "web"))).isEqualTo(ActionStatus.ERR);
    assertThat(node.drivers.done).isEmpty();
  }

  @Test
  void aRestartIsOneActionThatStopsAndStarts() {
    node.service("web", "[fs#0]\n[app#0]\n");
    node.act(Verb.START, "web");
    node.drivers.done.clear();
    node.act(Verb.RESTART, "web");
    assertThat(node.drivers.done)
        .containsExactly("stop app#0", "stop fs#0", "start fs#0", "start app#0");
    assertThat(node.ends()).extracting(ActionEnd::action).containsExactly("start", "restart");
  }

  @Test
  void aWarningMakesTheActionWarn() {
    node.service("web", "[fs#0]\ndoes = complain\n");
    assertThat(status(node.act(Verb.START, "web"))).isEqualTo(ActionStatus.WARN);
  }

  @Test
  void aDriverThatThrowsFailsItsStepOnly() {
    node.service("web", "[fs#0]\ndoes = throw\noptional = yes\n[app#0]\n");
    assertThat(status(node.act(Verb.START, "web"))).isEqualTo(ActionStatus.WARN);
    assertThat(node.lines().get(0).text())
        .isEqualTo("the driver failed: java.lang.IllegalStateException: driver bug");
    assertThat(node.drivers.done).containsExactly("start app#0");
  }

  @Test
  void aStepThatHangsIsGivenUpAndNeitherSaysNorChangesAnythingMore() {
    node.service("web", "[fs#0]\ndoes = hang\ntimeout = 100ms\noptional = true\n[app#0]\n");
    assertThat(status(node.act(Verb.START, "web"))).isEqualTo(ActionStatus.WARN);
    node.drivers.release.countDown();
    await().until(() -> node.drivers.woke.get() == 1);
    assertThat(node.drivers.done).containsExactly("start app#0");
    assertThat(node.lines())
        .extracting(ActionLine::text)
        .containsExactly(
            "hanging",
            "start took longer than 100 ms and was given up",
            "raise app#0",
            "started flag app#0");
    assertThat(node.lines()).extracting(ActionLine::number).containsExactly(0, 1, 2, 3);
  }

  @Test
  void aProgramIsShownItsOutputKeptAndItsFailureExplained() {
    node.service("web", "[fs#0]\nrun = mkflag --for web fails\n");
    assertThat(status(node.act(Verb.START, "web"))).isEqualTo(ActionStatus.ERR);
    assertThat(node.lines())
        .extracting(ActionLine::text)
        .startsWith(
            "mkflag --for web fails",
            "this is mkflag",
            "mkflag --for web fails ended with 3: this is mkflag");
  }

  @Test
  void onlyTheResourcesAskedForAreTouched() {
    node.service("web", "[ip#0]\n[fs#0]\n[app#0]\n");
    node.act(Verb.START, "web", "fs#0");
    assertThat(node.drivers.done).containsExactly("start fs#0");
  }

  @Test
  void aResourceThatDoesNotExistIsRefusedAndNothingIsRecorded() {
    node.service("web", "[ip#0]\n[fs#0]\n");
    assertThat(node.act(Verb.START, "web", "fs#7"))
        .isEqualTo(new ActionResult.Refused("web has no resource fs#7; it has ip#0, fs#0"));
    assertThat(node.journal).isEmpty();
  }

  @Test
  void aDisabledServiceIsRefusedADisabledResourceLeftAlone() {
    node.service("off", "disable = true\n[fs#0]\n");
    node.service("web", "[fs#0]\ndisable = true\n[app#0]\n");
    assertThat(node.act(Verb.START, "off")).isInstanceOf(ActionResult.Refused.class);
    node.act(Verb.START, "web");
    assertThat(node.drivers.done).containsExactly("start app#0");
  }

  @Test
  void aStandbyResourceStaysUpUnlessItIsNamed() {
    node.service("web", "[disk#0]\nstandby = true\n[app#0]\n");
    node.act(Verb.START, "web");
    node.drivers.done.clear();
    node.act(Verb.STOP, "web");
    assertThat(node.drivers.done).containsExactly("stop app#0");
    node.act(Verb.STOP, "web", "disk#0");
    assertThat(node.drivers.done).containsExactly("stop app#0", "stop disk#0");
  }

  @Test
  void aResourceWithAWrongKeywordFailsTheStartWithPlaceAndRule() {
    node.service("web", "[fs#0]\ntimeout = soon\n");
    assertThat(status(node.act(Verb.START, "web"))).isEqualTo(ActionStatus.ERR);
    assertThat(node.lines().get(0).text())
        .isEqualTo("web.conf:4: timeout = soon: must be a duration such as 30s, 1m30s, 2h or 1d");
  }

  @Test
  void aFreezeAndAThawAreRecordedAsActions() {
    node.service("web", "[fs#0]\n");
    node.act(Verb.FREEZE, "web");
    assertThat(look("web").frozen()).isTrue();
    node.act(Verb.THAW, "web");
    assertThat(look("web").frozen()).isFalse();
    assertThat(node.ends())
        .extracting(ActionEnd::action, ActionEnd::status)
        .containsExactly(tuple("freeze", ActionStatus.OK), tuple("thaw", ActionStatus.OK));
  }

  @Test
  void aPersonWhoStopsAnOrchestratedServiceFreezesItAPartialStopDoesNot() {
    node.service("web", "orchestrate = ha\n[fs#0]\n[app#0]\n");
    node.act(Verb.START, "web");
    node.act(Verb.STOP, "web", "app#0");
    assertThat(look("web").frozen()).isFalse();
    node.act(ActionRequest.of(Verb.STOP, ActionOrigin.MONITOR, "monitor"), "web");
    assertThat(look("web").frozen()).isFalse();
    node.act(Verb.STOP, "web");
    assertThat(look("web").frozen()).isTrue();
  }

  @Test
  void aDryRunTellsThePlanAndTouchesNothing() throws Exception {
    node.service("web", "[ip#0]\nrun = ip addr add 10.0.0.1/24 dev eth0\n[fs#0]\n[app#0]\n");
    Files.createFile(node.drivers.flag("web", "fs#0"));
    assertThat(node.act(ask(Verb.START).dry(), "web"))
        .isEqualTo(
            new ActionResult.Planned(
                List.of(
                    "start ip#0 flag ip#0",
                    "  run: ip addr add 10.0.0.1/24 dev eth0",
                    "  raise ip#0",
                    "start fs#0 flag fs#0 (already up)",
                    "start app#0 flag app#0",
                    "  raise app#0")));
    assertThat(node.journal).isEmpty();
    assertThat(node.drivers.done).isEmpty();
    assertThat(home.resolve("states")).doesNotExist();
  }

  @Test
  void theDryRunOfARestartStartsWhatItWouldHaveStopped() throws Exception {
    node.service("web", "[fs#0]\n");
    Files.createFile(node.drivers.flag("web", "fs#0"));
    assertThat(node.act(ask(Verb.RESTART).dry(), "web"))
        .isEqualTo(
            new ActionResult.Planned(
                List.of(
                    "stop fs#0 flag fs#0",
                    "  lower fs#0",
                    "start fs#0 flag fs#0",
                    "  raise fs#0")));
  }

  @Test
  void aJournalThatFailsDoesNotFailTheAction() {
    EngineBench mute =
        new EngineBench(
            home,
            event -> {
              throw new IllegalStateException("no room");
            });
    mute.service("web", "[fs#0]\n");
    assertThat(status(mute.act(Verb.START, "web"))).isEqualTo(ActionStatus.OK);
    assertThat(mute.drivers.done).containsExactly("start fs#0");
  }

  @Test
  void aStatusSeesTheActionThatRunsAndDoesNotWaitForIt() {
    node.service("web", "[fs#0]\ndoes = hang\n");
    CompletableFuture<ActionResult> start = Aside.run(() -> node.act(Verb.START, "web"));
    await().until(() -> !node.lines().isEmpty());
    assertThat(look("web"))
        .extracting(InstanceStatus::action, InstanceStatus::monitor, InstanceStatus::avail)
        .containsExactly("start", "starting", Availability.DOWN);
    node.drivers.release.countDown();
    assertThat(status(start.join())).isEqualTo(ActionStatus.OK);
    assertThat(look("web"))
        .extracting(InstanceStatus::action, InstanceStatus::monitor, InstanceStatus::avail)
        .containsExactly("", "idle", Availability.UP);
  }

  @Test
  void aSecondActionOnTheServiceIsToldWhoKeepsItAnotherServiceIsFree() {
    node.service("web", "[fs#0]\ndoes = hang\n");
    node.service("db", "[fs#0]\n");
    CompletableFuture<ActionResult> start = Aside.run(() -> node.act(Verb.START, "web"));
    await().until(() -> !node.lines().isEmpty());
    assertThat(node.act(Verb.STOP, "web"))
        .isInstanceOfSatisfying(
            ActionResult.Busy.class,
            busy -> assertThat(busy.reason()).contains("web is busy: start, begun by root"));
    assertThat(status(node.act(Verb.START, "db"))).isEqualTo(ActionStatus.OK);
    node.drivers.release.countDown();
    assertThat(status(start.join())).isEqualTo(ActionStatus.OK);
  }

  private InstanceStatus look(String service) {
    return node.instances.present().stream()
        .filter(each -> each.id().service().equals(service))
        .findFirst()
        .orElseThrow()
        .evaluate();
  }

  private static ActionStatus status(ActionResult result) {
    return ((ActionResult.Ended) result).status();
  }
}
