package io.vigie.api.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * What went wrong with a request (RFC 9457).
 *
 * @param detail the value, the rule and the next step; empty when the title says it all
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@Schema(description = "What went wrong (RFC 9457)")
public record Problem(
    @Schema(example = "about:blank") String type,
    @Schema(example = "Bad Request") String title,
    @Schema(example = "400") int status,
    @Schema(description = "The value, the rule and the next step") String detail) {
  public static final MediaType MEDIA_TYPE = MediaType.of("application/problem+json");

  public static Problem of(HttpStatus status, String detail) {
    return new Problem("about:blank", status.getReason(), status.getCode(), detail);
  }

  public static MutableHttpResponse<Problem> answer(HttpStatus status, String detail) {
    return HttpResponse.<Problem>status(status).body(of(status, detail)).contentType(MEDIA_TYPE);
  }
}
