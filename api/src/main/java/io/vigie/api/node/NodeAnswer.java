package io.vigie.api.node;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vigie.api.instance.InstanceRow;
import java.util.List;

/** All that the page of one node shows, of one moment. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(description = "All that the page of one node shows, of one moment")
record NodeAnswer(
    NodeDetail node,
    @Schema(description = "Ids it had before, the newest first") List<String> formerly,
    @Schema(description = "Id it goes on under; empty when it has this name still") String now,
    @Schema(description = "Worst first") List<InstanceRow> instances) {}
