package io.vigie.api.silence;

import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vigie.contract.event.Silence;
import java.time.Instant;
import java.util.List;

/** Which alerts somebody thinks of muting. */
@Introspected
@Schema(name = "SilencePreviewWish", description = "As in a silence")
record PreviewWish(
    @Schema(example = "cluster=prod service=~^web", description = "Left out: all") String q,
    @Schema(description = "Left out: as in a silence") List<String> apps) {
  /** One of a second: only what it hits is of interest. */
  Silence silence(List<String> ofApps, String by, Instant now) {
    String end = now.plusSeconds(1).toString();
    return new SilenceWish(
            null, q, null, now.toString(), end, null, null, 0, false, "preview", null)
        .silence("preview", ofApps, by, now);
  }
}
