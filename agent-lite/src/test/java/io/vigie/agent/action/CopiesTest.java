package io.vigie.agent.action;

import static io.vigie.agent.action.EngineBench.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigie.contract.availability.Availability;
import io.vigie.contract.event.ActionBegin;
import io.vigie.contract.event.ActionOrigin;
import io.vigie.contract.event.ActionStatus;
import io.vigie.contract.event.SyncResult;
import io.vigie.contract.id.InstanceId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an action that copies does, whatever copies. */
class CopiesTest {
  private static final String TWO = "nodes = n1 n2\ndrpnodes = d1\n[fs#0]\n[sync#a]\n[sync#b]\n";

  @TempDir Path home;
  private EngineBench node;

  @BeforeEach
  void node() {
    node = new EngineBench(home);
  }

  private List<String> results() {
    return node.journal.stream()
        .filter(SyncResult.class::isInstance)
        .map(SyncResult.class::cast)
        .map(each -> each.rid() + " to " + each.target() + ' ' + each.status().wire())
        .toList();
  }

  private SyncResult result(int number) {
    return (SyncResult)
        node.journal.stream().filter(SyncResult.class::isInstance).toList().get(number);
  }

  private void serving(String text) {
    node.service("web", text);
    node.act(Verb.START, "web");
    node.drivers.done.clear();
    node.journal.clear();
  }

  @Test
  void allIsOpenedBeforeAnythingIsCopiedAndEachNodeIsToldOfOnce() {
    serving(TWO);

    assertThat(node.status(Verb.SYNCALL, "web")).isEqualTo(ActionStatus.OK);

    assertThat(node.drivers.done)
        .containsExactly(
            "open sync#a",
            "open sync#b",
            "copy sync#a to n2",
            "copy sync#a to d1",
            "copy sync#b to n2",
            "copy sync#b to d1");
    assertThat(results())
        .containsExactly(
            "sync#a to n2 ok", "sync#a to d1 ok", "sync#b to n2 ok", "sync#b to d1 ok");
    assertThat(result(0).files()).isEqualTo(3);
    assertThat(result(0).bytes()).isEqualTo(4096);
    assertThat(result(0).lastGoodBefore()).isNull();
    assertThat(result(0).nextDue()).isAfter(result(0).end());
    assertThat(node.lines())
        .anyMatch(each -> each.text().equals("copied to n2: 3 files, 4096 bytes"));
  }

  @Test
  void nodesAndDrpNodesAreAskedForApart() {
    serving(TWO);

    node.act(Verb.SYNCNODES, "web", "sync#a");
    node.act(Verb.SYNCDRP, "web", "sync#b");

    assertThat(results()).containsExactly("sync#a to n2 ok", "sync#b to d1 ok");
  }

  @Test
  void aNodeThatDoesNotServeSendsNothing() {
    node.service("web", TWO);

    ActionResult.Ended ended = (ActionResult.Ended) node.act(Verb.SYNCNODES, "web");

    assertThat(ended.status()).isEqualTo(ActionStatus.OFF);
    assertThat(node.drivers.done).isEmpty();
    assertThat(results()).containsExactly("sync#a to n2 off", "sync#b to n2 off");
    assertThat(result(0).skipReason())
        .isEqualTo("fs#0 is down here: only the node that serves may send");
  }

  @Test
  void whatSaysNothingOfWhereTheServiceIsLetsNothingBeSent() {
    node.service("web", "nodes = n1 n2\n[fs#0]\ntags = nostatus\n[app#0]\n[sync#a]\n");
    assertThat(node.status(Verb.SYNCNODES, "web")).isEqualTo(ActionStatus.OFF);
    assertThat(result(0).skipReason())
        .isEqualTo("app#0 is down here: only the node that serves may send");

    node.service("dirs", "nodes = n1 n2\n[fs#0]\ntags = nostatus\n[sync#a]\n");
    assertThat(node.status(Verb.SYNCNODES, "dirs")).isEqualTo(ActionStatus.OFF);
    assertThat(result(1).skipReason()).startsWith("no resource says that it is up here");
    assertThat(node.drivers.done).isEmpty();
  }

  @Test
  void aDrpNodeNeverSendsNorDoesOneThatIsNoProductionForProduction() {
    node.service("web", "nodes = n2\ndrpnodes = n1\n[fs#0]\n[sync#a]\n");
    node.act(Verb.START, "web");
    assertThat(node.status(Verb.SYNCALL, "web")).isEqualTo(ActionStatus.OFF);
    assertThat(result(0).skipReason()).startsWith("n1 is a drp node");

    serving("nodes = n1 n2\nenv = PRD\n[fs#0]\n[sync#a]\n");
    assertThat(node.status(Verb.SYNCALL, "web")).isEqualTo(ActionStatus.OFF);
    assertThat(result(0).skipReason()).startsWith("a PRD service on a node that is TST");
  }

  @Test
  void ofAFlexServiceOnlyThePrimarySends() {
    serving("nodes = n1 n2\ntopology = flex\nflex_primary = n2\n[fs#0]\n[sync#a]\n");
    assertThat(node.status(Verb.SYNCNODES, "web")).isEqualTo(ActionStatus.OFF);
    serving("nodes = n1 n2\ntopology = flex\n[fs#0]\n[sync#a]\n");
    assertThat(node.status(Verb.SYNCNODES, "web")).isEqualTo(ActionStatus.OK);
  }

  @Test
  void whatFailsToOneNodeGoesOnToTheOthers() {
    serving("nodes = n1 n2 n3 n4\n[fs#0]\n[sync#a]\ndoes = fail n3\n");

    assertThat(node.status(Verb.SYNCNODES, "web")).isEqualTo(ActionStatus.ERR);

    assertThat(results()).containsExactly("sync#a to n2 ok", "sync#a to n3 err", "sync#a to n4 ok");
    assertThat(result(1).skipReason()).isEqualTo("the wire to n3 is cut");
    assertThat(result(1).maxDelaySeconds()).isEqualTo(90_000);
  }

  @Test
  void anAbortedOneTellsOfEveryNode() throws Exception {
    serving("nodes = n1 n2 n3\n[fs#0]\n[sync#a]\ndoes = hang n2\n");
    CompletableFuture<ActionResult> copying = Aside.run(() -> node.act(Verb.SYNCNODES, "web"));
    await().until(() -> node.drivers.done.contains("hangs"));

    node.act(ask(Verb.ABORT).waiting(Duration.ofSeconds(10)), "web");

    assertThat(node.status(copying.get())).isEqualTo(ActionStatus.ERR);
    assertThat(results()).containsExactly("sync#a to n2 err", "sync#a to n3 err");
  }

  @Test
  void whatAKilledOneDidNotTellIsToldAsInterrupted() throws Exception {
    node.service("web", TWO);
    ActionBegin begin =
        new ActionBegin(
            "a1",
            new InstanceId("default", "web", "n1"),
            "syncnodes",
            ActionOrigin.SCHEDULER,
            "scheduler",
            "",
            7,
            Instant.now(),
            0);
    try (ServiceState.Held held = node.states.of("web").lock(Duration.ZERO).orElseThrow()) {
      held.begin(begin);
      held.copyBegins("sync#a n2 90000");
      held.copyBegins("sync#b n2 90000");
      held.copyTold("sync#a n2 90000");
    }

    node.engine.closeCut();

    assertThat(results()).containsExactly("sync#b to n2 err");
    assertThat(result(0).skipReason()).isEqualTo("interrupted");
    assertThat(result(0).maxDelaySeconds()).isEqualTo(90_000);
    node.engine.closeCut();
    assertThat(results()).as("told once").hasSize(1);
  }

  @Test
  void anUpdateLeavesOutWhatIsFresh() {
    serving(TWO);
    node.act(Verb.SYNCNODES, "web", "sync#a");

    node.act(Verb.SYNCUPDATE, "web", "sync#a");

    assertThat(results()).containsExactly("sync#a to n2 ok", "sync#a to d1 ok");
  }

  @Test
  void programsOfTheServiceGoAroundAllOfItsCopies() {
    serving(
        "nodes = n1 n2\npre_sync = dump all\npost_sync = tell all\n[fs#0]\n[sync#a]\n[sync#b]\n");

    node.act(Verb.SYNCNODES, "web");

    assertThat(node.texts())
        .filteredOn(each -> each.matches("(dump|tell) all|copied to .*"))
        .containsExactly(
            "dump all",
            "copied to n2: 3 files, 4096 bytes",
            "copied to n2: 3 files, 4096 bytes",
            "tell all");
  }

  @Test
  void whatGoesBeforeACopyRunsBeforeItIsOpened() {
    serving("nodes = n1 n2\n[fs#0]\n[sync#a]\nblocking_pre_sync = dump fails\n[sync#b]\n");

    assertThat(node.status(Verb.SYNCNODES, "web")).isEqualTo(ActionStatus.ERR);

    assertThat(node.drivers.done).containsExactly("open sync#b", "copy sync#b to n2");
    assertThat(results()).containsExactly("sync#a to n2 err", "sync#b to n2 ok");
  }

  @Test
  void aLookThatHangsIsGivenUpAndBegunOnce() {
    node.service("web", "nodes = n1 n2\n[fs#0]\ndoes = asleep\n[sync#a]\n");
    Resource asleep = node.instances.subject("web").orElseThrow().resources().get(0);
    Duration little = Duration.ofMillis(50);

    assertThat(Subject.state(asleep, little)).isEqualTo(Availability.UNDEF);
    assertThat(Subject.state(asleep, little)).isEqualTo(Availability.UNDEF);

    assertThat(node.drivers.looks).hasValue(1);
    node.drivers.release.countDown();
  }
}
