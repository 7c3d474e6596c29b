package io.vigie.api.check;

import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vigie.api.act.Refusal;
import io.vigie.check.Thresholds;
import io.vigie.contract.event.CheckThreshold;
import io.vigie.contract.id.NodeId;
import java.math.BigDecimal;

/** Between what somebody wants values to be. */
@Introspected
@Schema(
    name = "CheckThresholdWish",
    description =
        "The most particular one counts: of a node with a filter, of a node, with a filter, of the"
            + " kind")
record ThresholdWish(
    @Schema(example = "fs_u") String kind,
    @Schema(example = "prod/n1", description = "Left out: of all nodes") String node,
    @Schema(
            example = "instance=~^/srv env=PRD",
            description =
                "Filter over kind, instance, service, cluster, node, env and site; left out: all")
        String q,
    @Schema(description = "A value below it is out of bounds; left out: no bound") BigDecimal low,
    @Schema(description = "A value above it is out of bounds; left out: no bound") BigDecimal high,
    @Schema(description = "n as it was read: refused when it is older than the last change")
        Long n) {
  /**
   * The threshold that is wished, as the streams will take it.
   *
   * @throws io.vigie.filter.QueryException when its filter cannot be read
   */
  CheckThreshold threshold(String id, String by) {
    try {
      NodeId of = node == null || node.isBlank() ? null : NodeId.parse(node.strip());
      CheckThreshold threshold = new CheckThreshold(id, kind, of, q, low, high, by);
      Thresholds.check(threshold);
      return threshold;
    } catch (IllegalArgumentException e) {
      throw Refusal.wrong(e.getMessage());
    }
  }
}
