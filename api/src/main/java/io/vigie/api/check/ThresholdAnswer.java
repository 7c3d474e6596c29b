package io.vigie.api.check;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vigie.contract.check.Bounds;
import io.vigie.contract.event.CheckThreshold;
import java.math.BigDecimal;
import java.util.List;

/** A threshold as it stands. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "CheckThreshold", description = "Between what values of a kind of check are well")
record ThresholdAnswer(
    String id,
    @Schema(example = "fs_u") String kind,
    @Schema(example = "prod/n1", description = "Empty: of all nodes") String node,
    @Schema(description = "Filter over checks; empty: all") String q,
    @Schema(description = "null: no bound") BigDecimal low,
    @Schema(description = "null: no bound") BigDecimal high,
    @Schema(description = "Who said so last") String by,
    @Schema(description = "Whether you may change and delete it") boolean editable,
    @Schema(description = "Number of the act that changed it last") long n) {
  static ThresholdAnswer of(CheckThreshold threshold, boolean editable, long n) {
    return new ThresholdAnswer(
        threshold.id(),
        threshold.kind(),
        threshold.node() == null ? "" : threshold.node().toString(),
        threshold.q(),
        threshold.low(),
        threshold.high(),
        threshold.by(),
        editable,
        n);
  }

  @JsonInclude(JsonInclude.Include.ALWAYS)
  @Schema(name = "CheckKind", description = "A kind of check, and what holds for it by default")
  record Kind(
      String kind,
      @Schema(description = "null: no bound") BigDecimal low,
      @Schema(description = "null: no bound") BigDecimal high) {
    static Kind of(String kind) {
      Bounds bounds = Bounds.byDefault(kind);
      return new Kind(kind, bounds.low(), bounds.high());
    }
  }

  @JsonInclude(JsonInclude.Include.ALWAYS)
  @Schema(name = "CheckThresholds", description = "All thresholds one sees")
  record All(
      @Schema(description = "Kinds there are, with what holds where people say nothing")
          List<Kind> kinds,
      @Schema(description = "What people say, by kind, the most particular first")
          List<ThresholdAnswer> thresholds) {}
}
