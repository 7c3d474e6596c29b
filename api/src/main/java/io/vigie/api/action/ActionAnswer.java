package io.vigie.api.action;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** One action with its log, of one moment. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(description = "One action with its log, of one moment")
record ActionAnswer(
    ActionDetail action,
    @Schema(description = "In order; of a longer log the first and the last 1000 lines")
        List<LineRow> log) {}
