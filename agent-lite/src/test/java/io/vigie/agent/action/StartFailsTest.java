package io.vigie.agent.action;

import static io.vigie.agent.action.EngineBench.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigie.contract.event.ActionLine;
import io.vigie.contract.event.ActionOrigin;
import io.vigie.contract.event.ActionStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Conflicts, rollback, what is remembered of a start that failed, and who ends one. */
class StartFailsTest {
  private static final String GOOD = "[ip#0]\n[fs#0]\n[app#0]\n";
  private static final String BAD = "[ip#0]\n[fs#0]\n[app#0]\ndoes = fail\n";

  @TempDir Path home;
  private EngineBench node;

  @BeforeEach
  void node() {
    node = new EngineBench(home);
  }

  @Test
  void oneConflictAndNothingIsTouchedThoughAllConflictsAreTold() {
    node.service("web", "[disk#0]\n[ip#0]\ndoes = taken\n[ip#1]\ndoes = taken\n");
    assertThat(node.status(Verb.START, "web")).isEqualTo(ActionStatus.ERR);
    assertThat(node.drivers.done).isEmpty();
    assertThat(node.texts()).contains("n2 has ip#0", "n2 has ip#1", "nothing was changed");
  }

  @Test
  void whatIsUpHereIsInNobodysWay() throws Exception {
    node.service("web", "[ip#0]\ndoes = taken\n[app#0]\n");
    Files.createFile(node.drivers.flag("web", "ip#0"));
    assertThat(node.status(Verb.START, "web")).isEqualTo(ActionStatus.OK);
    assertThat(node.drivers.done).containsExactly("start app#0");
  }

  @Test
  void aConflictThatIsForcedIsAskedForAndToldAllTheSame() {
    node.service("web", "[ip#0]\ndoes = taken\n[app#0]\n");
    assertThat(node.status(node.act(ask(Verb.START).forced(), "web"))).isEqualTo(ActionStatus.WARN);
    assertThat(node.texts()).contains("n2 has ip#0: forced");
    assertThat(node.drivers.done).containsExactly("start ip#0", "start app#0");
  }

  @Test
  void aConflictLeavesARestartedServiceUp() throws Exception {
    node.service("web", "[ip#0]\ndoes = taken\n[app#0]\n");
    Files.createFile(node.drivers.flag("web", "app#0"));
    assertThat(node.status(Verb.RESTART, "web")).isEqualTo(ActionStatus.ERR);
    assertThat(node.drivers.done).isEmpty();
    assertThat(node.look("web").monitor()).as("no start was tried").isEqualTo("idle");
  }

  @Test
  void aRollbackStopsInReverseWhatThisActionStartedAndNoStandbyResource() throws Exception {
    node.service("web", "[ip#0]\n[disk#0]\nstandby = true\n[fs#0]\n[fs#1]\n[app#0]\ndoes = fail\n");
    Files.createFile(node.drivers.flag("web", "fs#0"));
    node.act(Verb.START, "web");
    assertThat(node.drivers.done)
        .containsExactly("start ip#0", "start disk#0", "start fs#1", "stop fs#1", "stop ip#0");
  }

  @Test
  void aRollbackAsksForNothingThatAStopRequires() {
    node.service("web", "[ip#0]\nstop_requires = app#0\n[app#0]\ndoes = fail\n");
    node.act(Verb.START, "web");
    assertThat(node.drivers.done).containsExactly("start ip#0", "stop ip#0");
    assertThat(node.texts())
        .contains("stop requires app#0 to be up or stdby up; it is down: forced");
  }

  @Test
  void aCheckThatMustNotBeCutTakesNoneOfTheStepsTime() {
    node.service("web", "[fs#0]\ndoes = check\ntimeout = 300ms\n");
    assertThat(node.status(Verb.START, "web")).isEqualTo(ActionStatus.OK);
    assertThat(node.drivers.done).containsExactly("start fs#0");
  }

  @Test
  void whatNobodySawDownBeforeItsStartIsNotTakenDownForAnother() {
    node.service("web", "[fs#0]\ndoes = blind\n[app#0]\ndoes = fail\n");
    node.act(Verb.START, "web");
    assertThat(node.drivers.done).containsExactly("start fs#0");
    assertThat(node.texts()).contains("not rolled back, not seen down before the start: fs#0");
  }

  @Test
  void ofAParallelSubsetNothingIsBegunOnceOneFailed() {
    StringBuilder text = new StringBuilder("[subset#fs:a]\nparallel = true\n");
    for (int i = 0; i < 20; i++) {
      text.append("[fs#").append(i).append("]\nsubset = a\ndoes = fail\n");
    }
    node.service("web", text.toString());
    node.act(Verb.START, "web");
    long tried = node.texts().stream().filter("the flag is stuck"::equals).count();
    assertThat(tried).isBetween(1L, 8L);
    assertThat(node.texts())
        .filteredOn(each -> each.startsWith("not reached: fs#"))
        .singleElement()
        .satisfies(each -> assertThat(each.split(", ")).hasSize((int) (20 - tried)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rollback = false", "disable_rollback = true"})
  void aServiceWhoseFileWantsNoRollbackStaysUp(String says) {
    node.service("web", says + "\n" + BAD);
    node.act(Verb.START, "web");
    assertThat(node.drivers.done).containsExactly("start ip#0", "start fs#0");
    assertThat(node.texts()).contains("not rolled back, as asked: app#0, fs#0, ip#0");
  }

  @Test
  void whatFailedHalfWayUpIsTakenDownToo() {
    node.service("web", "[fs#0]\n[app#0]\ndoes = half\n");
    node.act(Verb.START, "web");
    assertThat(node.drivers.done)
        .containsExactly("start fs#0", "start app#0", "stop app#0", "stop fs#0");
  }

  @Test
  void withoutRollbackWhatWasStartedStaysUp() {
    node.service("web", BAD);
    node.act(ask(Verb.START).withoutRollback(), "web");
    assertThat(node.drivers.done).containsExactly("start ip#0", "start fs#0");
    assertThat(node.texts()).contains("not rolled back, as asked: app#0, fs#0, ip#0");
  }

  @Test
  void aFailedStartIsRememberedUntilOneSucceeds() {
    node.service("web", BAD);
    node.act(Verb.START, "web");
    assertThat(node.look("web").monitor()).isEqualTo("start failed");
    node.act(Verb.STOP, "web");
    assertThat(node.look("web").monitor()).isEqualTo("start failed");
    node.service("web", GOOD);
    node.act(Verb.START, "web");
    assertThat(node.look("web").monitor()).isEqualTo("idle");
  }

  @Test
  void aFailedStartIsForgottenWhenSomebodyClearsIt() {
    node.service("web", BAD);
    node.act(Verb.START, "web");
    node.act(Verb.CLEAR, "web");
    assertThat(node.look("web").monitor()).isEqualTo("idle");
    node.act(Verb.CLEAR, "web");
    assertThat(node.texts()).endsWith("nothing to clear");
  }

  @Test
  void nothingButAPersonStartsWhatFailedToStart() {
    node.service("web", BAD);
    node.act(Verb.START, "web");
    ActionRequest monitor = ActionRequest.of(Verb.START, ActionOrigin.MONITOR, "monitor");
    assertThat(node.act(monitor, "web"))
        .isEqualTo(new ActionResult.Refused("the last start of web failed here: clear it first"));
    node.act(Verb.CLEAR, "web");
    assertThat(node.act(monitor, "web")).isInstanceOf(ActionResult.Ended.class);
  }

  @Test
  void aPartThatFailsToStartIsTakenBackAndSaysNothingOfTheWhole() {
    node.service("web", BAD);
    node.act(Verb.START, "web", "fs#0", "app#0");
    assertThat(node.drivers.done).containsExactly("start fs#0", "stop fs#0");
    assertThat(node.look("web").monitor()).isEqualTo("idle");
  }

  @Test
  void anAbortedStartEndsInErrorAndIsTakenBack() {
    node.service("web", "[ip#0]\n[fs#0]\ndoes = hang\n[app#0]\n");
    CompletableFuture<ActionResult> start = Aside.run(() -> node.act(Verb.START, "web"));
    await().until(() -> node.texts().contains("hanging"));
    CompletableFuture<ActionResult> abort =
        Aside.run(() -> node.act(ask(Verb.ABORT).waiting(Duration.ofSeconds(30)), "web"));
    await().until(() -> node.texts().contains("start was aborted"));
    node.drivers.release.countDown();

    assertThat(node.status(start.join())).isEqualTo(ActionStatus.ERR);
    assertThat(abort.join())
        .isInstanceOfSatisfying(
            ActionResult.Aborted.class,
            each -> assertThat(each.what()).startsWith("start, begun by root at "));
    assertThat(node.drivers.done).containsExactly("start ip#0", "stop ip#0");
    assertThat(node.lines()).extracting(ActionLine::text).contains("aborted by root");
    assertThat(node.status(Verb.FREEZE, "web")).as("the next is not").isEqualTo(ActionStatus.OK);
  }

  @Test
  void ofAParallelSubsetNothingIsBegunOnceSomebodyAborts() {
    StringBuilder text = new StringBuilder("[subset#fs:a]\nparallel = true\n");
    for (int i = 0; i < 20; i++) {
      text.append("[fs#").append(i).append("]\nsubset = a\noptional = true\ndoes = hang\n");
    }
    node.service("web", text.toString());
    CompletableFuture<ActionResult> start = Aside.run(() -> node.act(Verb.START, "web"));
    await().until(() -> hanging() == 8);
    CompletableFuture<ActionResult> abort =
        Aside.run(() -> node.act(ask(Verb.ABORT).waiting(Duration.ofSeconds(30)), "web"));
    await().until(() -> node.texts().contains("start was aborted"));
    node.drivers.release.countDown();

    assertThat(node.status(start.join())).isEqualTo(ActionStatus.ERR);
    abort.join();
    assertThat(hanging()).isEqualTo(8);
    assertThat(node.drivers.done).isEmpty();
  }

  private long hanging() {
    return node.texts().stream().filter("hanging"::equals).count();
  }

  @Test
  void whereNothingRunsNothingIsAborted() {
    node.service("web", GOOD);
    assertThat(node.act(Verb.ABORT, "web"))
        .isEqualTo(new ActionResult.Idle("no action runs on web that could be aborted"));
    assertThat(node.journal).isEqualTo(List.of());
  }
}
