package io.vigie.contract.availability;

import static io.vigie.contract.availability.Availability.DOWN;
import static io.vigie.contract.availability.Availability.NA;
import static io.vigie.contract.availability.Availability.STDBY_DOWN;
import static io.vigie.contract.availability.Availability.STDBY_UP;
import static io.vigie.contract.availability.Availability.UNDEF;
import static io.vigie.contract.availability.Availability.UP;
import static io.vigie.contract.availability.Availability.WARN;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.availability.ServiceFold.Member;
import io.vigie.contract.id.ResourceGroup;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ServiceFoldTest {
  private static final Shape FLEX_2_3 = new Shape(Topology.FLEX, 2, 3);

  private final List<Member> members = new ArrayList<>();
  private Shape shape = Shape.FAILOVER;

  // row 1
  @Test
  void whenNoInstanceIsTrustedNobodyKnows() {
    untrusted(DOWN, DOWN).untrusted(DOWN, DOWN);
    assertFolds(UNDEF, UNDEF, 0);
    assertThat(fold().lastKnownUpOn()).isEmpty();
  }

  @Test
  void whenTheOnlyUpInstanceIsNoLongerTrustedTheServiceIsUndefAndSaysWhereItWas() {
    untrusted(UP, UP);
    assertFolds(UNDEF, UNDEF, 0);
    assertThat(fold().lastKnownUpOn()).containsExactly("n0");
  }

  // row 2
  @Test
  void aStandbyPeerThatIsWellDoesNotMakeALostServiceDown() {
    untrusted(UP, UP).trusted(DOWN, DOWN);
    assertFolds(UNDEF, UNDEF, 0);
    assertThat(fold().lastKnownUpOn()).containsExactly("n0");
  }

  @Test
  void aLostInstanceThatWasWarnLeavesTheServiceUndefToo() {
    untrusted(WARN, WARN).trusted(STDBY_UP, STDBY_UP);
    assertFolds(UNDEF, UNDEF, 0);
    assertThat(fold().lastKnownUpOn()).containsExactly("n0");
  }

  @Test
  void onceThePeerHasTakenOverTheLostInstanceOnlyWarns() {
    untrusted(UP, UP).trusted(UP, UP);
    assertFolds(UP, WARN, 1);
    assertThat(fold().lastKnownUpOn()).isEmpty();
  }

  @Test
  void aLostInstanceThatWasDownLeavesTheServiceAsTheOthersSay() {
    untrusted(DOWN, DOWN).trusted(DOWN, DOWN);
    assertFolds(DOWN, DOWN, 0);
    members.set(1, new Member("n1", UP, UP, true, Map.of()));
    assertFolds(UP, WARN, 1);
  }

  // row 3
  @Test
  void aServiceWithoutInstancesIsNotApplicable() {
    assertFolds(NA, NA, 0);
  }

  @Test
  void allNotApplicableIsNotApplicable() {
    trusted(NA, NA).trusted(NA, NA);
    assertFolds(NA, NA, 0);
  }

  // failover rows
  @Test
  void failoverWithOneUpIsUp() {
    trusted(UP, UP).trusted(DOWN, DOWN).trusted(NA, NA);
    assertFolds(UP, UP, 1);
  }

  @Test
  void failoverWithOneUpAndAnotherWarnIsUpAndOverallWarn() {
    trusted(UP, UP).trusted(WARN, WARN);
    assertFolds(UP, WARN, 1);
  }

  @Test
  void failoverWithTwoUpWarns() {
    trusted(UP, UP).trusted(UP, UP);
    assertFolds(WARN, WARN, 2);
  }

  @Test
  void failoverWithNoneUpAndOneWarnWarns() {
    trusted(WARN, WARN).trusted(DOWN, DOWN);
    assertFolds(WARN, WARN, 0);
  }

  @Test
  void failoverWithNoneUpIsDown() {
    trusted(DOWN, DOWN).trusted(NA, NA);
    assertFolds(DOWN, DOWN, 0);
  }

  @Test
  void standbyCountsAsNotUp() {
    trusted(STDBY_UP, STDBY_UP).trusted(STDBY_DOWN, STDBY_DOWN);
    assertFolds(DOWN, DOWN, 0);
  }

  @Test
  void aStandbyInstanceThatStopsLeavesTheServiceUp() {
    trusted(UP, UP).trusted(STDBY_DOWN, STDBY_DOWN);
    assertFolds(UP, UP, 1);
  }

  // the row of "unknown is never down"
  @Test
  void aTrustedInstanceThatCannotTellKeepsTheServiceUndecided() {
    trusted(UNDEF, WARN).trusted(DOWN, DOWN);
    assertFolds(UNDEF, WARN, 0);
    shape = FLEX_2_3;
    assertFolds(UNDEF, WARN, 0);
  }

  @Test
  void aTrustedInstanceThatCannotTellHidesNoOtherThatServes() {
    trusted(UNDEF, UNDEF).trusted(UP, UP);
    assertFolds(UP, UP, 1);
  }

  // flex rows
  @Test
  void flexWithNoneUpIsDown() {
    shape = FLEX_2_3;
    trusted(DOWN, DOWN).trusted(STDBY_UP, STDBY_UP);
    assertFolds(DOWN, DOWN, 0);
  }

  @Test
  void flexWithNoneUpIsDownEvenWhenNoneIsAskedFor() {
    shape = new Shape(Topology.FLEX, 0, 2);
    trusted(DOWN, DOWN);
    assertFolds(DOWN, DOWN, 0);
  }

  @Test
  void flexBelowItsRangeWarns() {
    shape = FLEX_2_3;
    trusted(UP, UP).trusted(DOWN, DOWN);
    assertFolds(WARN, WARN, 1);
  }

  @Test
  void flexAboveItsRangeWarns() {
    shape = FLEX_2_3;
    trusted(UP, UP).trusted(UP, UP).trusted(UP, UP).trusted(UP, UP);
    assertFolds(WARN, WARN, 4);
  }

  @Test
  void flexAtBothEndsOfItsRangeIsUp() {
    shape = FLEX_2_3;
    trusted(UP, UP).trusted(UP, UP);
    assertFolds(UP, UP, 2);
    trusted(UP, UP);
    assertFolds(UP, UP, 3);
  }

  // a flex service all of whose instances complain serves: its overall must not read down
  @Test
  void flexWhoseInstancesAllComplainIsUpAndOverallWarn() {
    shape = FLEX_2_3;
    trusted(UP, WARN).trusted(UP, WARN);
    assertFolds(UP, WARN, 2);
  }

  @Test
  void flexThatServesInPartWarnsAsFailoverDoes() {
    shape = FLEX_2_3;
    trusted(WARN, WARN).trusted(DOWN, DOWN);
    assertFolds(WARN, WARN, 0);
  }

  @Test
  void flexIsNotCalledDownWhileALostInstanceWasUpAndAnotherWarns() {
    shape = FLEX_2_3;
    untrusted(UP, UP).trusted(WARN, WARN);
    assertFolds(WARN, WARN, 0);
  }

  // overall
  @Test
  void overallIsAtLeastWarnWhenAnInstanceIsNotTrusted() {
    trusted(UP, UP).untrusted(DOWN, DOWN);
    assertFolds(UP, WARN, 1);
    members.clear();
    trusted(NA, NA).untrusted(NA, NA);
    assertFolds(NA, WARN, 0);
  }

  @Test
  void overallIsAtLeastWarnWhenATrustedInstanceWarns() {
    trusted(UP, WARN).trusted(DOWN, DOWN);
    assertFolds(UP, WARN, 1);
    members.clear();
    trusted(UP, UP).trusted(DOWN, WARN);
    assertFolds(UP, WARN, 1);
  }

  @Test
  void doubtDoesNotMakeDownOrUndefLookBetter() {
    trusted(DOWN, DOWN).untrusted(DOWN, DOWN);
    assertFolds(DOWN, DOWN, 0);
  }

  @Property
  void anyOrderOfTheInstancesFoldsAlike(
      @ForAll("services") List<Member> any, @ForAll Random random) {
    List<Member> shuffled = new ArrayList<>(any);
    Collections.shuffle(shuffled, random);
    assertThat(ServiceFold.of(FLEX_2_3, shuffled)).isEqualTo(ServiceFold.of(FLEX_2_3, any));
    assertThat(ServiceFold.of(Shape.FAILOVER, shuffled))
        .isEqualTo(ServiceFold.of(Shape.FAILOVER, any));
  }

  @Test
  void aGroupIsUpWhereTheServiceIsUpAndDownWhereItIsNot() {
    has(ResourceGroup.FS, UP, true).has(ResourceGroup.FS, DOWN, true);
    assertThat(fold().groups()).isEqualTo(Map.of(ResourceGroup.FS, UP));
  }

  @Test
  void aGroupThatIsDownEverywhereIsDown() {
    has(ResourceGroup.FS, DOWN, true).has(ResourceGroup.FS, DOWN, true);
    assertThat(fold().groups()).isEqualTo(Map.of(ResourceGroup.FS, DOWN));
  }

  @Test
  void aGroupThatIsUpOnTwoNodesUnderFailoverWarns() {
    has(ResourceGroup.IP, UP, true).has(ResourceGroup.IP, UP, true);
    assertThat(fold().groups()).isEqualTo(Map.of(ResourceGroup.IP, WARN));
  }

  @Test
  void aGroupOfStandbyResourcesIsWellThoughItIsUpNowhere() {
    has(ResourceGroup.DISK, STDBY_UP, true).has(ResourceGroup.DISK, DOWN, true);
    assertThat(fold().groups()).isEqualTo(Map.of(ResourceGroup.DISK, STDBY_UP));
  }

  @Test
  void aGroupLastSeenUpOnANodeThatFellSilentIsUndef() {
    has(ResourceGroup.FS, UP, false).has(ResourceGroup.FS, DOWN, true);
    assertThat(fold().groups()).isEqualTo(Map.of(ResourceGroup.FS, UNDEF));
  }

  @Test
  void syncsAreWellOnEveryNodeAtOnce() {
    has(ResourceGroup.SYNC, UP, true).has(ResourceGroup.SYNC, UP, true);
    assertThat(fold().groups()).isEqualTo(Map.of(ResourceGroup.SYNC, UP));
    has(ResourceGroup.SYNC, DOWN, true);
    assertThat(fold().groups()).isEqualTo(Map.of(ResourceGroup.SYNC, WARN));
  }

  @Test
  void aGroupThatOneNodeOfAFlexServiceHasNeedsNoSecondOne() {
    shape = FLEX_2_3;
    has(ResourceGroup.IP, UP, true).trusted(UP, UP);
    assertThat(fold().groups()).isEqualTo(Map.of(ResourceGroup.IP, UP));
    has(ResourceGroup.IP, DOWN, true);
    assertThat(fold().groups()).isEqualTo(Map.of(ResourceGroup.IP, WARN));
  }

  @Property
  void unknownIsNeverDown(@ForAll("services") List<Member> any) {
    boolean lostWhileServing =
        any.stream().anyMatch(m -> !m.trusted() && (m.avail() == UP || m.avail() == WARN));
    boolean cannotTell = any.stream().anyMatch(m -> m.trusted() && m.avail() == UNDEF);
    for (Shape each : List.of(Shape.FAILOVER, FLEX_2_3)) {
      if (lostWhileServing || cannotTell) {
        assertThat(ServiceFold.of(each, any).avail()).isNotEqualTo(DOWN);
      }
    }
  }

  @Property
  void staleIsNeverUp(@ForAll("services") List<Member> any) {
    boolean noneTrustedUp = any.stream().noneMatch(m -> m.trusted() && m.avail() == UP);
    for (Shape each : List.of(Shape.FAILOVER, FLEX_2_3)) {
      if (noneTrustedUp) {
        assertThat(ServiceFold.of(each, any).avail()).isNotEqualTo(UP);
      }
    }
  }

  @Provide
  Arbitrary<List<Member>> services() {
    Arbitrary<Availability> word = Arbitraries.of(Availability.class);
    Arbitrary<String> node = Arbitraries.integers().between(1, 1_000_000).map(i -> "n" + i);
    Arbitrary<Map<ResourceGroup, Availability>> groups =
        Arbitraries.maps(Arbitraries.of(ResourceGroup.class), word).ofMaxSize(4);
    return Combinators.combine(node, word, word, Arbitraries.of(true, false), groups)
        .as(Member::new)
        .list()
        .ofMaxSize(6)
        .uniqueElements(Member::node);
  }

  private ServiceFold fold() {
    return ServiceFold.of(shape, members);
  }

  private void assertFolds(Availability avail, Availability overall, int up) {
    assertThat(fold().avail()).as("avail").isEqualTo(avail);
    assertThat(fold().overall()).as("overall").isEqualTo(overall);
    assertThat(fold().up()).as("up").isEqualTo(up);
  }

  private ServiceFoldTest trusted(Availability avail, Availability overall) {
    return add(avail, overall, true);
  }

  private ServiceFoldTest untrusted(Availability avail, Availability overall) {
    return add(avail, overall, false);
  }

  private ServiceFoldTest has(ResourceGroup group, Availability word, boolean trusted) {
    members.add(new Member("n" + members.size(), word, word, trusted, Map.of(group, word)));
    return this;
  }

  private ServiceFoldTest add(Availability avail, Availability overall, boolean trusted) {
    members.add(new Member("n" + members.size(), avail, overall, trusted, Map.of()));
    return this;
  }
}
