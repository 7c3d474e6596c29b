package io.vigie.api.list;

import io.swagger.v3.oas.annotations.media.Schema;

/** A filter as the server understood it. */
@Schema(description = "A filter as the server understood it")
public record Understood(
    @Schema(
            example = "avail!=up (env=PRD or app=empty)",
            description = "As it may be asked again, with no parenthesis too many")
        String text) {}
