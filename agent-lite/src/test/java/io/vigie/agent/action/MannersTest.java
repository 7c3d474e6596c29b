package io.vigie.agent.action;

import static io.vigie.agent.action.EngineBench.ask;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.availability.Availability;
import io.vigie.contract.event.ActionStatus;
import io.vigie.contract.event.ResourceStatus;
import io.vigie.contract.id.Rid;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requirements, triggers, what goes at once; provision, tasks, what people disable. */
class MannersTest {
  @TempDir Path home;
  private EngineBench node;

  @BeforeEach
  void node() {
    node = new EngineBench(home);
  }

  @Test
  void theServiceHasProgramsAroundAllOfAnAction() {
    node.service(
        "web",
        "pre_start = before\npost_start = after fails\nblocking_pre_stop = ask fails\n"
            + "[fs#0]\n[app#0]\n");
    assertThat(node.status(Verb.START, "web", "fs#0"))
        .as("a part has none")
        .isEqualTo(ActionStatus.OK);
    assertThat(node.texts()).doesNotContain("pre_start");

    assertThat(node.status(Verb.START, "web")).isEqualTo(ActionStatus.WARN);

    assertThat(node.texts())
        .containsSubsequence(
            "pre_start",
            "before",
            "already up: flag fs#0",
            "started flag app#0",
            "post_start",
            "after fails",
            "post_start: after fails ended with 3: this is after");
    node.drivers.done.clear();
    assertThat(node.status(Verb.STOP, "web")).isEqualTo(ActionStatus.ERR);
    assertThat(node.drivers.done).isEmpty();
    assertThat(node.texts()).endsWith("not reached: app#0, fs#0");
    assertThat(((ActionResult.Planned) node.act(ask(Verb.STOP).dry(), "web")).lines())
        .containsExactly(
            "programs of the service",
            "  blocking_pre_stop",
            "  run: ask fails",
            "stop app#0 flag app#0",
            "  lower app#0",
            "stop fs#0 flag fs#0",
            "  lower fs#0");
  }

  @Test
  void aProgramAfterAStartThatMustEndWellTakesTheStartBack() {
    node.service("web", "blocking_post_start = check fails\n[fs#0]\n[app#0]\n");

    assertThat(node.status(Verb.START, "web")).isEqualTo(ActionStatus.ERR);

    assertThat(node.drivers.done)
        .containsExactly("start fs#0", "start app#0", "stop app#0", "stop fs#0");
  }

  @Test
  void aResourceStartsOnlyWhenTheOthersAreAsItRequires() {
    node.service("web", "[ip#0]\n[fs#0]\nstart_requires = ip#0 app#0(down,stdby up)\n[app#0]\n");
    assertThat(node.status(Verb.START, "web")).isEqualTo(ActionStatus.OK);
    node.act(Verb.STOP, "web", "ip#0", "fs#0");
    assertThat(node.status(Verb.START, "web", "fs#0")).isEqualTo(ActionStatus.ERR);
    assertThat(node.texts()).contains("start requires ip#0 to be up or stdby up; it is down");
    node.act(Verb.START, "web", "ip#0");
    node.act(Verb.START, "web", "fs#0");
    assertThat(node.texts()).contains("start requires app#0 to be down or stdby up; it is up");
    assertThat(node.status(node.act(ask(Verb.START).forced(), "web"))).isEqualTo(ActionStatus.WARN);
  }

  @Test
  void aRequirementThatMakesNoSenseIsToldWithItsPlace() {
    node.service("web", "[fs#0]\nstart_requires = ip#7\n[fs#1]\nstop_requires = fs#0(open)\n");
    assertThat(node.instances.problems())
        .extracting(Object::toString)
        .containsExactly(
            "web.conf:4: start_requires = ip#7: names ip#7, which is no resource of the service",
            "web.conf:6: stop_requires = fs#0(open): has the state \"open\"; states are up, down,"
                + " warn, n/a, undef, stdby up, stdby down");
  }

  @Test
  void triggersRunAroundTheirResourceAndOnlyBlockingOnesHinder() {
    node.service(
        "web",
        """
        [fs#0]
        blocking_pre_start = first --password swordfish
        pre_start = second fails
        post_start = third
        [app#0]
        blocking_pre_start = gate fails
        """);
    assertThat(node.status(Verb.START, "web")).isEqualTo(ActionStatus.ERR);
    assertThat(node.texts())
        .startsWith(
            "blocking_pre_start",
            "first --password ***",
            "this is first",
            "pre_start",
            "second fails",
            "this is second",
            "pre_start: second fails ended with 3: this is second",
            "raise fs#0",
            "post_start",
            "third",
            "this is third",
            "started flag fs#0",
            "blocking_pre_start",
            "gate fails",
            "this is gate",
            "blocking_pre_start: gate fails ended with 3: this is gate");
    assertThat(node.drivers.done).containsExactly("start fs#0", "stop fs#0");
  }

  @Test
  void aTriggerThatBlocksAfterwardsTakesBackWhatItFollows() {
    node.service("web", "[fs#0]\nblocking_post_start = look fails\n");
    assertThat(node.status(Verb.START, "web")).isEqualTo(ActionStatus.ERR);
    assertThat(node.drivers.done).containsExactly("start fs#0", "stop fs#0");
  }

  @Test
  void aSecretOfTheFileIsMaskedInLinesAndPlans() {
    node.service(
        "web",
        "[env]\ndb_password = swordfish\n[fs#0]\npre_start = dump {env.db_password}\n"
            + "run = mkflag {env.db_password}\n");
    node.act(Verb.START, "web");
    assertThat(node.texts())
        .contains("dump ***", "mkflag ***")
        .noneMatch(each -> each.contains("swordfish"));
    node.act(Verb.STOP, "web");
    assertThat(((ActionResult.Planned) node.act(ask(Verb.START).dry(), "web")).lines())
        .contains("  run: dump ***", "  run: mkflag ***");
  }

  @Test
  void whatIsUpAlreadyRunsNoTrigger() throws Exception {
    node.service("web", "[fs#0]\npre_start = first\n");
    Files.createFile(node.drivers.flag("web", "fs#0"));
    node.act(Verb.START, "web");
    assertThat(node.texts()).containsExactly("already up: flag fs#0");
  }

  @Test
  void aPlanTellsRequirementsAndTriggersInTheirOrder() {
    node.service(
        "web",
        "[ip#0]\n[fs#0]\nstart_requires = ip#0\npre_start = first\npost_start = last\n"
            + "[app#0]\nstart_requires = fs#0(down)\n");
    assertThat(((ActionResult.Planned) node.act(ask(Verb.START).dry(), "web")).lines())
        .containsExactly(
            "start ip#0 flag ip#0",
            "  raise ip#0",
            "start fs#0 flag fs#0",
            "  requires ip#0 to be up or stdby up",
            "  pre_start",
            "  run: first",
            "  raise fs#0",
            "  post_start",
            "  run: last",
            "start app#0 flag app#0",
            "  would fail: start requires fs#0 to be down; it is up");
  }

  @Test
  void aParallelSubsetGoesAtOnceAndTheRestWaitsForAllOfIt() {
    node.service(
        "web",
        """
        [subset#fs:a]
        parallel = true
        [fs#0]
        subset = a
        does = hang
        [fs#1]
        subset = a
        does = hang
        [fs#2]
        subset = b
        """);
    CompletableFuture<ActionResult> start = Aside.run(() -> node.act(Verb.START, "web"));
    // both hang: one after the other there would be one
    Awaitility.await().until(() -> node.texts().equals(List.of("hanging", "hanging")));
    node.drivers.release.countDown();
    assertThat(node.status(start.join())).isEqualTo(ActionStatus.OK);
    assertThat(node.drivers.done).hasSize(3).endsWith("start fs#2");
  }

  @Test
  void ofALargeParallelSubsetEightGoAtOnce() {
    StringBuilder text = new StringBuilder("[subset#fs:a]\nparallel = true\n");
    for (int i = 0; i < 12; i++) {
      text.append("[fs#").append(i).append("]\nsubset = a\ndoes = hang\n");
    }
    node.service("web", text.toString());
    CompletableFuture<ActionResult> start = Aside.run(() -> node.act(Verb.START, "web"));
    Awaitility.await().until(() -> node.texts().size() >= Walk.MOST_AT_ONCE);
    Awaitility.await()
        .during(Duration.ofMillis(300))
        .until(() -> node.texts().size() == Walk.MOST_AT_ONCE);
    node.drivers.release.countDown();
    assertThat(node.status(start.join())).isEqualTo(ActionStatus.OK);
    assertThat(node.drivers.done).hasSize(12);
  }

  @Test
  void anAddressInAContainersNetworkFollowsItsContainer() {
    node.service("web", "[ip#0]\n[ip#1]\nnetns = container#0\n[container#0]\n[app#0]\n");
    node.act(Verb.START, "web");
    node.act(Verb.STOP, "web");
    assertThat(node.drivers.done)
        .containsExactly(
            "start ip#0",
            "start container#0",
            "start ip#1",
            "start app#0",
            "stop app#0",
            "stop ip#1",
            "stop container#0",
            "stop ip#0");
  }

  @Test
  void whatIsProvisionedIsStartedAndWhatIsUnprovisionedStoppedBefore() {
    node.service("web", "[disk#0]\nmade = true\n[fs#0]\nmade = true\n[app#0]\n");
    assertThat(node.look("web").provisioned()).isFalse();
    node.act(Verb.PROVISION, "web");
    assertThat(node.drivers.done)
        .containsExactly(
            "provision disk#0", "start disk#0", "provision fs#0", "start fs#0", "start app#0");
    assertThat(node.look("web").provisioned()).isTrue();
    assertThat(node.status(Verb.PROVISION, "web")).isEqualTo(ActionStatus.OK);
    node.drivers.done.clear();
    node.act(Verb.UNPROVISION, "web");
    assertThat(node.drivers.done)
        .containsExactly(
            "stop app#0", "stop fs#0", "unprovision fs#0", "stop disk#0", "unprovision disk#0");
  }

  @Test
  void whatMayBeInUseOnAnotherNodeIsNotTakenAwayAndNothingIsStoppedForIt() {
    String nodes = "[DEFAULT]\nnodes = n1 n2\n";
    node.service("web", nodes + "[disk#0]\nmade = true\n[app#0]\n");
    node.act(Verb.PROVISION, "web");
    node.drivers.done.clear();
    assertThat(node.act(Verb.UNPROVISION, "web"))
        .isEqualTo(
            new ActionResult.Refused(
                "disk#0 may be in use on n2 (shared = false: it cannot): set unprovision = false"
                    + " to leave it as it is"));
    node.service("web", "[disk#0]\nmade = true\nshared = true\n[app#0]\n");
    assertThat(node.act(Verb.UNPROVISION, "web"))
        .isEqualTo(
            new ActionResult.Refused(
                "disk#0 is shared with other nodes: set unprovision = false to leave it as it is"));
    assertThat(node.drivers.done).isEmpty();
    node.service("web", nodes + "[disk#0]\nmade = true\nshared = false\n");
    node.act(Verb.UNPROVISION, "web");
    assertThat(node.drivers.done).containsExactly("stop disk#0", "unprovision disk#0");
  }

  @Test
  void whatNoProvisionOrUnprovisionIsToTouchIsOnlyStartedAndStopped() {
    node.service(
        "web", "[disk#0]\nmade = true\nunprovision = no\n[fs#0]\nmade = true\nprovision = no\n");
    assertThat(node.status(Verb.PROVISION, "web"))
        .as("fs#0 is not made")
        .isEqualTo(ActionStatus.ERR);
    assertThat(node.drivers.done)
        .containsExactly("provision disk#0", "start disk#0", "stop disk#0");
    node.drivers.done.clear();
    node.act(Verb.START, "web", "disk#0");
    node.act(Verb.UNPROVISION, "web", "disk#0");
    assertThat(node.drivers.done).containsExactly("start disk#0", "stop disk#0");
  }

  @Test
  void aProvisionThatFailsStopsWhatItStartedAndDestroysNothing() {
    node.service("web", "[disk#0]\nmade = true\n[fs#0]\nmade = true\ndoes = fail\n");
    assertThat(node.status(Verb.PROVISION, "web")).isEqualTo(ActionStatus.ERR);
    assertThat(node.drivers.done)
        .containsExactly("provision disk#0", "start disk#0", "stop disk#0");
  }

  @Test
  void whatIsTaggedNostatusIsShownAsNotApplicableAndActedOn() {
    node.service("web", "[fs#0]\ntags = nostatus\n[app#0]\n");
    node.act(Verb.START, "web");
    assertThat(node.drivers.done).containsExactly("start fs#0", "start app#0");
    ResourceStatus seen = node.look("web").resources().get(Rid.parse("fs#0"));
    assertThat(seen.status()).isEqualTo(Availability.NA);
    assertThat(seen.disabled()).isFalse();
  }

  @Test
  void aRunRunsTasksAndNothingElse() {
    node.service("web", "[fs#0]\n[task#0]\n[task#1]\nrun_requires = fs#0\n");
    assertThat(node.status(Verb.RUN, "web", "task#0")).isEqualTo(ActionStatus.OK);
    assertThat(node.drivers.done).containsExactly("run task#0");
    assertThat(node.status(Verb.RUN, "web", "task#1")).isEqualTo(ActionStatus.ERR);
  }

  @Test
  void whatIsDisabledOnThisNodeIsLeftAloneAndNotApplicableUntilItIsEnabled() {
    node.service("web", "[fs#0]\n[app#0]\n");
    node.act(Verb.DISABLE, "web", "fs#0");
    node.act(Verb.START, "web");
    assertThat(node.drivers.done).containsExactly("start app#0");
    assertThat(node.look("web").resources().values())
        .extracting(each -> each.effective())
        .containsExactly(Availability.NA, Availability.UP);
    assertThat(node.act(Verb.START, "web", "fs#0"))
        .isEqualTo(
            new ActionResult.Refused("fs#0 is disabled on this node: enable it to act on it"));
    node.act(Verb.ENABLE, "web", "fs#0");
    node.act(Verb.START, "web");
    assertThat(node.drivers.done).containsExactly("start app#0", "start fs#0");
  }

  @Test
  void aServiceThatIsDisabledHereIsTouchedByNothing() {
    node.service("web", "[fs#0]\n");
    node.act(Verb.DISABLE, "web");
    assertThat(node.act(Verb.START, "web"))
        .isEqualTo(
            new ActionResult.Refused("web is disabled on this node: enable it to act on it"));
    assertThat(node.look("web").avail()).isEqualTo(Availability.NA);
    node.act(Verb.ENABLE, "web");
    assertThat(node.status(Verb.START, "web")).isEqualTo(ActionStatus.OK);
  }

  @Test
  void whatTheFileDisablesIsEnabledInTheFile() {
    node.service("web", "[fs#0]\ndisable = true\n");
    assertThat(node.act(Verb.ENABLE, "web", "fs#0"))
        .isEqualTo(new ActionResult.Refused("fs#0 is disabled in the configuration of web"));
  }
}
