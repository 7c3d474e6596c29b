package io.vigie.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.contract.check.Bounds;
import io.vigie.contract.event.CheckThreshold;
import io.vigie.contract.id.NodeId;
import io.vigie.filter.QueryException;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThresholdsTest {
  private static final Check SRV = check("prod/n1", "/srv");

  @Test
  void untilPeopleSaySomethingTheDefaultOfTheKindCounts() {
    assertThat(Thresholds.of(List.of()).of(SRV).bounds()).isEqualTo(Bounds.byDefault("fs_u"));
    assertThat(Thresholds.of(List.of()).of(SRV).id()).isEmpty();
  }

  @Test
  void theMostParticularOneCounts() {
    Thresholds thresholds =
        Thresholds.of(
            List.of(
                threshold("kind", null, "", 80),
                threshold("filter", null, "instance=/srv", 85),
                threshold("node", "prod/n1", "", 95),
                threshold("both", "prod/n1", "instance=/srv", 99)));

    assertThat(thresholds.of(SRV).id()).isEqualTo("both");
    assertThat(thresholds.of(check("prod/n1", "/")).id()).isEqualTo("node");
    assertThat(thresholds.of(check("prod/n2", "/srv")).id()).isEqualTo("filter");
    assertThat(thresholds.of(check("prod/n2", "/")).id()).isEqualTo("kind");

    thresholds.remove("both");
    assertThat(thresholds.of(SRV).id()).isEqualTo("node");
    assertThat(thresholds.of(SRV).bounds().high()).isEqualTo(BigDecimal.valueOf(95));
  }

  @Test
  void ofSeveralAlikeTheOneMadeLastCounts() {
    Thresholds thresholds =
        Thresholds.of(
            List.of(threshold("b", null, "site=par", 80), threshold("a", null, "env=PRD", 70)));
    assertThat(thresholds.of(SRV).id()).isEqualTo("b");
  }

  @Test
  void aThresholdThatChangesTakesItsOwnPlace() {
    Thresholds thresholds = Thresholds.of(List.of(threshold("a", "prod/n1", "", 80)));
    thresholds.put(threshold("a", "prod/n2", "", 70));
    assertThat(thresholds.of(SRV).id()).isEmpty();
    assertThat(thresholds.of(check("prod/n2", "/")).id()).isEqualTo("a");
  }

  @Test
  void aValueIsNothingToAskAbout() {
    assertThatThrownBy(() -> Thresholds.check(threshold("a", null, "value>3", 80)))
        .isInstanceOf(QueryException.class)
        .hasMessageContaining(
            "there is no field value; fields are cluster, env, instance, kind, node, service, site");
  }

  private static Check check(String node, String instance) {
    return new Check(NodeId.parse(node), "fs_u", instance, "", "PRD", "par");
  }

  private static CheckThreshold threshold(String id, String node, String q, long high) {
    return new CheckThreshold(
        id,
        "fs_u",
        node == null ? null : NodeId.parse(node),
        q,
        null,
        BigDecimal.valueOf(high),
        "zoe");
  }
}
