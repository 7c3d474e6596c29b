package io.vigie.contract.availability;

import static io.vigie.contract.availability.Availability.DOWN;
import static io.vigie.contract.availability.Availability.NA;
import static io.vigie.contract.availability.Availability.STDBY_DOWN;
import static io.vigie.contract.availability.Availability.STDBY_UP;
import static io.vigie.contract.availability.Availability.UNDEF;
import static io.vigie.contract.availability.Availability.UP;
import static io.vigie.contract.availability.Availability.WARN;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.event.LogLevel;
import io.vigie.contract.event.ResourceStatus;
import io.vigie.contract.event.StatusLine;
import io.vigie.contract.id.ResourceGroup;
import io.vigie.contract.id.Rid;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InstanceFoldTest {
  private final Map<Rid, ResourceStatus> resources = new LinkedHashMap<>();

  @Test
  void allResourcesUpIsUp() {
    has("ip#0", UP).has("fs#data", UP).has("app#web", UP);
    assertFolds(UP, UP);
  }

  @Test
  void aStoppedServiceIsDown() {
    has("ip#0", DOWN).has("fs#data", DOWN);
    assertFolds(DOWN, DOWN);
  }

  @Test
  void aServiceThatLostItsAppWarns() {
    has("ip#0", UP).has("app#web", DOWN);
    assertFolds(WARN, WARN);
  }

  @Test
  void aServiceWithoutResourcesIsNotApplicable() {
    assertFolds(NA, NA);
  }

  // rule 1
  @Test
  void aDisabledResourceCountsForNothingWhateverItSays() {
    has("ip#0", UP)
        .add(
            "fs#old",
            new ResourceStatus(
                DOWN, "fs", "", false, true, false, false, null, lines(LogLevel.ERROR)));
    assertFolds(UP, UP);
    assertThat(fold().groups()).containsEntry(ResourceGroup.FS, NA);
  }

  @Test
  void aDriverThatThrewLeavesAvailUpAndOverallWarn() {
    has("ip#0", UP).add("fs#data", with(UNDEF, LogLevel.ERROR));
    assertFolds(UP, WARN);
  }

  @Test
  void nothingButUndefIsUndefAndItsOverallWarns() {
    has("ip#0", UNDEF);
    assertFolds(UNDEF, WARN);
  }

  // rule 2
  @Test
  void aStandbyInstanceIsStandbyUpWhileItsServiceRunsElsewhere() {
    standby("disk#data", UP).has("ip#0", DOWN).has("app#web", DOWN);
    assertFolds(STDBY_UP, STDBY_UP);
    assertThat(fold().groups()).containsEntry(ResourceGroup.DISK, STDBY_UP);
  }

  @Test
  void aStandbyResourceThatStopsIsStandbyDown() {
    standby("disk#data", DOWN).has("ip#0", DOWN);
    assertFolds(STDBY_DOWN, STDBY_DOWN);
  }

  @Test
  void aServiceThatRunsWithItsStandbyResourcesIsUp() {
    standby("disk#data", UP).has("ip#0", UP);
    assertFolds(UP, UP);
  }

  @Test
  void aServiceThatRunsWithoutItsStandbyResourceWarns() {
    standby("disk#data", DOWN).has("ip#0", UP);
    assertFolds(WARN, WARN);
  }

  // rule 3
  @Test
  void anOptionalResourceDecidesOverallButNotAvail() {
    has("ip#0", UP)
        .add(
            "app#metrics",
            new ResourceStatus(DOWN, "app", "", true, false, false, false, null, List.of()));
    assertFolds(UP, WARN);
  }

  @Test
  void syncAndTaskAreLeftOutOfAvail() {
    has("ip#0", UP).has("sync#nodes", DOWN).has("task#purge", WARN);
    assertFolds(UP, WARN);
  }

  // rule 4
  @Test
  void aSyncThatIsWellSaysNothingAboutAStoppedService() {
    has("ip#0", DOWN).has("sync#nodes", UP);
    assertFolds(DOWN, DOWN);
    assertThat(fold().groups()).containsEntry(ResourceGroup.SYNC, UP);
  }

  @Test
  void onlyASyncIsNotApplicableWhenWellAndWarnsWhenLate() {
    has("sync#nodes", UP);
    assertFolds(NA, NA);
    has("sync#nodes", WARN);
    assertFolds(NA, WARN);
  }

  @Test
  void aSyncOrTaskThatCannotTellWarns() {
    has("ip#0", UP).has("sync#nodes", UNDEF);
    assertFolds(UP, WARN);
  }

  @Test
  void aWarningLineWarnsOverallEvenWhenAllIsUp() {
    has("ip#0", UP).add("fs#data", with(UP, LogLevel.WARN));
    assertFolds(UP, WARN);
  }

  @Test
  void aWarningLineOfAResourceThatIsNotApplicableWarnsToo() {
    has("ip#0", UP).add("container#0", with(NA, LogLevel.WARN));
    assertFolds(UP, WARN);
  }

  @Test
  void anInfoLineWarnsNobody() {
    has("ip#0", UP).add("fs#data", with(UP, LogLevel.INFO));
    assertFolds(UP, UP);
  }

  @Test
  void aResourceOfAGroupToComeCountsLikeAnyOther() {
    has("ip#0", UP).add(Rid.read("volume#0"), ResourceStatus.of(DOWN, "volume", ""));
    assertFolds(WARN, WARN);
    assertThat(fold().groups()).containsEntry(ResourceGroup.OTHER, DOWN);
  }

  @Test
  void aBadgeFoldsItsGroup() {
    has("fs#a", UP).has("fs#b", DOWN).has("ip#0", UP);
    assertThat(fold().groups()).isEqualTo(Map.of(ResourceGroup.FS, WARN, ResourceGroup.IP, UP));
  }

  private InstanceFold fold() {
    return InstanceFold.of(resources);
  }

  private void assertFolds(Availability avail, Availability overall) {
    assertThat(fold().avail()).as("avail").isEqualTo(avail);
    assertThat(fold().overall()).as("overall").isEqualTo(overall);
  }

  private InstanceFoldTest has(String rid, Availability status) {
    return add(rid, ResourceStatus.of(status, "", ""));
  }

  private InstanceFoldTest standby(String rid, Availability status) {
    return add(rid, new ResourceStatus(status, "", "", false, false, true, false, null, List.of()));
  }

  private InstanceFoldTest add(String rid, ResourceStatus resource) {
    return add(Rid.parse(rid), resource);
  }

  private InstanceFoldTest add(Rid rid, ResourceStatus resource) {
    resources.put(rid, resource);
    return this;
  }

  private static ResourceStatus with(Availability status, LogLevel level) {
    return new ResourceStatus(status, "", "", false, false, false, false, null, lines(level));
  }

  private static List<StatusLine> lines(LogLevel level) {
    return List.of(new StatusLine(level, "something"));
  }
}
