package io.vigie.agent.action;

import static io.vigie.agent.action.EngineBench.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.contract.id.ResourceGroup;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which resources an action touches when not all are asked for. */
class PartsTest {
  private static final String SERVICE =
      """
      [ip#0]
      [ip#1]
      [disk#0]
      tags = big fast
      [fs#0]
      subset = data
      [fs#1]
      subset = logs
      tags = big
      [app#0]
      standby = true
      """;

  @TempDir Path home;
  private EngineBench node;

  @BeforeEach
  void node() {
    node = new EngineBench(home);
    node.service("web", SERVICE);
  }

  private List<String> done(Verb verb, Map<Option, List<String>> options) {
    node.drivers.done.clear();
    ActionResult result = node.act(ask(verb).only(Selection.of(options)), "web");
    assertThat(result).isInstanceOf(ActionResult.Ended.class);
    return List.copyOf(node.drivers.done);
  }

  private String refusal(Verb verb, Map<Option, List<String>> options) {
    ActionResult result = node.act(ask(verb).only(Selection.of(options)), "web");
    return ((ActionResult.Refused) result).reason();
  }

  @Test
  void ridsGroupsSubsetsAndTagsAddUp() {
    assertThat(done(Verb.START, Map.of(Option.RID, List.of("ip", "fs#1"))))
        .containsExactly("start ip#0", "start ip#1", "start fs#1");
    assertThat(done(Verb.STOP, Map.of(Option.SUBSET, List.of("logs"), Option.RID, List.of("ip#1"))))
        .containsExactly("stop fs#1", "stop ip#1");
    assertThat(done(Verb.START, Map.of(Option.TAG, List.of("big"))))
        .containsExactly("start disk#0", "start fs#1");
  }

  @Test
  void aStartGoesUpToAndAStopDownToAResourceOrAGroup() {
    assertThat(done(Verb.START, Map.of(Option.UPTO, List.of("fs#0"))))
        .containsExactly("start ip#0", "start ip#1", "start disk#0", "start fs#0");
    assertThat(done(Verb.START, Map.of(Option.UPTO, List.of("container"))))
        .containsExactly("start fs#1");
    assertThat(done(Verb.STOP, Map.of(Option.DOWNTO, List.of("disk"))))
        .containsExactly("stop fs#1", "stop fs#0", "stop disk#0");
    assertThat(done(Verb.STOP, Map.of(Option.DOWNTO, List.of("ip#1"))))
        .containsExactly("stop ip#1");
  }

  @Test
  void aStartOfTheStandbyResourcesLeavesTheOthersDown() {
    assertThat(done(Verb.STARTSTANDBY, Map.of())).containsExactly("start app#0");
    assertThat(done(Verb.STOP, Map.of())).isEmpty();
    node.act(ask(Verb.STOP).forced(), "web");
    assertThat(node.drivers.done).containsExactly("stop app#0");
  }

  @Test
  void whatIsNotThereIsRefusedWithWhatIs() {
    assertThat(refusal(Verb.START, Map.of(Option.RID, List.of("share"))))
        .isEqualTo(
            "web has no resource of group share; it has ip#0, ip#1, disk#0, fs#0, fs#1, app#0");
    assertThat(refusal(Verb.START, Map.of(Option.SUBSET, List.of("x"))))
        .isEqualTo("web has no subset x; it has data, logs");
    assertThat(refusal(Verb.START, Map.of(Option.TAG, List.of("x"))))
        .isEqualTo("web has no resource with the tag x; it has big, fast");
    assertThat(refusal(Verb.START, Map.of(Option.UPTO, List.of("fs#9"))))
        .startsWith("web has no resource fs#9; it has ip#0");
    assertThat(refusal(Verb.RUN, Map.of(Option.RID, List.of("fs#0"))))
        .isEqualTo("fs#0 is no task; the tasks of web: none");
    assertThatThrownBy(() -> Selection.of(Map.of(Option.RID, List.of("disc"))))
        .hasMessageContaining("resource group must be one of ip, disk")
        .hasMessageEndingWith("\"disc\"");
    assertThatThrownBy(() -> ask(Verb.STOP).only(Selection.of(Map.of(Option.UPTO, List.of("fs")))))
        .hasMessage("stop takes no --upto");
    assertThatThrownBy(
            () -> ask(Verb.FREEZE).only(Selection.of(Map.of(Option.TAG, List.of("big")))))
        .hasMessage("freeze takes a whole service, not a resource");
  }

  @Test
  void whatIsTaggedNoactionIsTouchedByWhoeverNamesItAlone() {
    node.service("web", "[fs#0]\ntags = noaction\n[fs#1]\n");
    assertThat(((ActionResult.Planned) node.act(ask(Verb.START).dry(), "web")).lines())
        .containsExactly(
            "start fs#1 flag fs#1", "  raise fs#1", "left alone fs#0: tagged noaction");
    Selection named = Selection.of(Map.of(Option.RID, List.of("fs#0")));
    assertThat(((ActionResult.Planned) node.act(ask(Verb.START).only(named).dry(), "web")).lines())
        .startsWith("start fs#0 flag fs#0");
  }

  @Test
  void aPlanNamesWhatIsLeftAloneAndWhy() {
    node.service("web", SERVICE + "[fs#2]\ndisable = true\n[sync#0]\n");
    Selection upto = Selection.of(Map.of(Option.UPTO, List.of("fs"), Option.TAG, List.of("big")));
    assertThat(((ActionResult.Planned) node.act(ask(Verb.START).only(upto).dry(), "web")).lines())
        .containsExactly(
            "start disk#0 flag disk#0",
            "  raise disk#0",
            "start fs#1 flag fs#1",
            "  raise fs#1",
            "left alone ip#0: not asked for",
            "left alone ip#1: not asked for",
            "left alone fs#2: not asked for",
            "left alone fs#0: not asked for",
            "left alone app#0: not asked for",
            "left alone sync#0: start touches no sync");
    assertThat(((ActionResult.Planned) node.act(ask(Verb.STOP).dry(), "web")).lines())
        .contains(
            "left alone fs#2: disabled",
            "left alone app#0: standby: it stays up unless it is named");
  }

  @Test
  void earlierAgentsWordsAreAVerbAndAGroup() {
    assertThat(Spelling.of("mount")).hasValue(new Spelling("mount", Verb.START, ResourceGroup.FS));
    assertThat(Spelling.of("stopvg"))
        .hasValue(new Spelling("stopvg", Verb.STOP, ResourceGroup.DISK));
    assertThat(Spelling.of("dance")).isEmpty();
  }
}
