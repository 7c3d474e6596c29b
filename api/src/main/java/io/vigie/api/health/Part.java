package io.vigie.api.health;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * Whether a part of the collector works.
 *
 * @param part broker, streams, recorder or database
 * @param detail what does not work and what to do; empty while it works
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@Schema(description = "Whether a part of the collector works")
public record Part(
    @Schema(example = "broker") String part,
    boolean working,
    @Schema(description = "What does not work and what to do") String detail) {
  static Part working(String part) {
    return new Part(part, true, "");
  }

  static Part broken(String part, String detail) {
    return new Part(part, false, detail);
  }
}
