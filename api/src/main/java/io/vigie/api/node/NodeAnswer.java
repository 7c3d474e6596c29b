package io.vigie.api.node;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vigie.api.instance.InstanceRow;
import java.util.List;

/** All that the page of one node shows, of one moment. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(description = "All that the page of one node shows, of one moment")
record NodeAnswer(
    NodeDetail node, @Schema(description = "Worst first") List<InstanceRow> instances) {}
