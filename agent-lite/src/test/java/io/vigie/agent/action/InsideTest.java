package io.vigie.agent.action;

import static io.vigie.agent.action.EngineBench.ask;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.availability.Availability;
import io.vigie.contract.event.ActionStatus;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is inside a container, where its host acts on the service. */
class InsideTest {
  private static final String SERVICE =
      """
      encapnodes = vm1
      [fs#0]
      [container#0]
      name = vm1
      [app#0]
      [fs#9]
      encap = true
      [app#1]
      tags = encap
      does = %s
      start_requires = fs#9
      blocking_pre_start = fails
      """;

  @TempDir Path home;
  private EngineBench node;

  @BeforeEach
  void node() {
    node = new EngineBench(home);
    node.service("web", SERVICE.formatted("well"));
  }

  @Test
  void itIsStartedAfterItsContainerAndStoppedBeforeIt() {
    assertThat(node.status(Verb.START, "web")).isEqualTo(ActionStatus.OK);
    assertThat(node.drivers.done)
        .containsExactly(
            "start fs#0", "start container#0", "start fs#vm1.9", "start app#vm1.1", "start app#0");
    assertThat(node.texts()).as("its triggers are run inside").doesNotContain("blocking_pre_start");
    node.drivers.done.clear();

    assertThat(node.status(Verb.STOP, "web")).isEqualTo(ActionStatus.OK);

    assertThat(node.drivers.done)
        .containsExactly(
            "stop app#0", "stop app#vm1.1", "stop fs#vm1.9", "stop container#0", "stop fs#0");
  }

  @Test
  void oneThatNobodyInsideAnswersForHoldsUpNoStop() throws Exception {
    node.act(Verb.START, "web");
    node.service("web", SERVICE.formatted("deaf"));
    node.drivers.done.clear();

    assertThat(node.status(Verb.STOP, "web")).isEqualTo(ActionStatus.ERR);

    assertThat(node.texts()).contains("nobody inside answers");
    assertThat(node.drivers.done)
        .containsExactly("stop app#0", "stop fs#vm1.9", "stop container#0", "stop fs#0");
  }

  @Test
  void itIsNamedAsAnyOther() {
    node.act(Verb.START, "web", "app#vm1.1");
    assertThat(node.drivers.done).containsExactly("start app#vm1.1");
    assertThat(node.act(Verb.START, "web", "app#1"))
        .isEqualTo(
            new ActionResult.Refused(
                "web has no resource app#1; it has fs#0, container#0, app#0, fs#vm1.9, app#vm1.1"));
  }

  @Test
  void theContainersOwnNodeActsOnItAndSaysNothingOfIt() throws Exception {
    String inside = SERVICE.formatted("well").replace("vm1", "n1").replace("fails", "true");
    node.service("web", inside);

    assertThat(node.status(Verb.START, "web")).isEqualTo(ActionStatus.OK);

    assertThat(node.drivers.done).containsExactly("start fs#9", "start app#1");
    assertThat(node.instances.told()).isEmpty();
    assertThat(node.look("web").avail()).isEqualTo(Availability.UP);
    List<Object> heard = new ArrayList<>();
    node.journal.forEach(node.instances.told(heard::add)::record);
    assertThat(heard).isEmpty();
    node.service("db", "[fs#0]\n");
    node.act(ask(Verb.FREEZE), "db");
    node.journal.forEach(node.instances.told(heard::add)::record);
    assertThat(heard).as("it speaks of the others").isNotEmpty();
  }
}
