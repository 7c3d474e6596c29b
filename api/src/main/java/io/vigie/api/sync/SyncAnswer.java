package io.vigie.api.sync;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** One copy with its runs. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "Sync", description = "One copy with its runs")
record SyncAnswer(
    SyncRow sync,
    @Schema(description = "The newest 500, newest first") List<RunRow> runs,
    @Schema(description = "There are older ones") boolean more) {}
