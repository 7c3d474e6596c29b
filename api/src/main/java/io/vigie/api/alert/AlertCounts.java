package io.vigie.api.alert;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;

/** How many alerts are open, of those somebody sees. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(
    name = "AlertCounts",
    description = "Open alerts that stand for themselves, by severity; others apart")
record AlertCounts(
    @Schema(description = "Nobody acknowledged or silenced them, as of those below") int critical,
    int error,
    int warning,
    int info,
    @Schema(description = "Somebody acknowledged them, of any severity") int acknowledged,
    @Schema(description = "A silence hits them and nobody acknowledged them") int silenced,
    @Schema(description = "Shown under another alert") int held) {}
