package io.vigie.api.impact;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;

/** What stops if some nodes go. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(description = "What stops if some nodes go, from where services run now")
record Impact(
    @Schema(description = "Nodes that go") int going,
    @Schema(description = "Their ids, up to 200") List<String> nodes,
    @Schema(description = "Nodes that hang on such a feed, and on another that is left") int spared,
    @Schema(description = "How many services by fate: stops, moves, thins, unknown, down")
        Map<String, Integer> counts,
    @Schema(description = "Worst first, up to 1000") List<Lost> services) {

  /** A service, and what becomes of it. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  @Schema(name = "ImpactService", description = "A service, and what becomes of it")
  record Lost(
      @Schema(example = "default/web") String id,
      String cluster,
      String service,
      String app,
      String env,
      String avail,
      String topology,
      @Schema(
              description =
                  "stops: it serves on these nodes only, and no other can take it over; moves:"
                      + " another can; thins: it goes on with fewer nodes; unknown: nobody knows"
                      + " whether it serves; down: it serves nowhere now",
              type = "string")
          Fate fate,
      @Schema(description = "Nodes of its that go") List<String> goes,
      @Schema(description = "Nodes that can take it over, or stay ready to") List<String> to,
      @Schema(description = "Nodes that go on serving") int serving,
      @Schema(description = "Nodes that must serve for it to be well") int least,
      @Schema(description = "People and groups to call") List<String> responsibles) {}
}
