package io.vigie.api.sync;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** The board of recovery points. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "SyncSites", description = "Copies by the site that keeps them")
record SitesAnswer(
    @Schema(description = "Those against a disaster first, then by name") List<SiteRow> sites) {}
