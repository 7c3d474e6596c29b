package io.vigie.api.request;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** What a request concerns: before it is made a rehearsal, after it what became of each. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "RequestAnswer")
record RequestAnswer(
    @Schema(description = "Empty of a rehearsal, and when nothing is asked of any node") String id,
    @Schema(description = "sent, proposed (it waits for a second person), or empty: nothing is")
        String state,
    @Schema(description = "Services on nodes it is asked of") int done,
    @Schema(description = "Nodes among them") int nodes,
    @Schema(description = "Services among them") int services,
    @Schema(description = "Services on nodes among them that are production") int production,
    @Schema(description = "Whether so many nodes need a second person") boolean second,
    List<Target> targets) {
  /** Nodes that one person may ask something of at once. */
  static final int MOST_NODES = 20;

  static RequestAnswer of(String id, String state, List<Target> targets) {
    List<Target> done = targets.stream().filter(Target::asked).toList();
    int nodes = (int) done.stream().map(Target::nodeId).distinct().count();
    return new RequestAnswer(
        id,
        state,
        done.size(),
        nodes,
        (int) done.stream().map(Target::serviceId).distinct().count(),
        (int) done.stream().filter(Target::inProduction).count(),
        nodes > MOST_NODES,
        targets);
  }
}
