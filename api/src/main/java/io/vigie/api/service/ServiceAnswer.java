package io.vigie.api.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vigie.api.action.ActionRow;
import io.vigie.api.instance.InstanceDetail;
import java.util.List;

/** All that the page of one service shows, of one moment. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(description = "All that the page of one service shows, of one moment")
record ServiceAnswer(
    ServiceRow service,
    @Schema(description = "Ids it had before, the newest first") List<String> formerly,
    @Schema(description = "By node, with resources") List<InstanceDetail> instances,
    @Schema(description = "The newest, newest first, under any of its names")
        List<ActionRow> actions,
    @Schema(description = "Its failed actions that nobody acknowledged; counted to 10,000")
        int errors,
    @Schema(description = "One for each node that has one") List<ConfigRow> configs,
    @Schema(description = "The newest 1000 states, oldest first; the last one lasts")
        List<SpanRow> timeline) {}
