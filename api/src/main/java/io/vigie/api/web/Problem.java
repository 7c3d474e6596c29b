package io.vigie.api.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;

/**
 * What went wrong with a request (RFC 9457).
 *
 * @param type {@code urn:vigie:problem:} and the kind, or {@code about:blank}
 * @param detail the value, the rule and the next step; empty when the title says it all
 * @param params what the kind speaks of, by name
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@Schema(description = "What went wrong (RFC 9457)")
public record Problem(
    @Schema(
            example = "urn:vigie:problem:filter-field",
            description =
                "What kind of problem it is, for programs; about:blank when the status says it all")
        String type,
    @Schema(example = "Bad Request") String title,
    @Schema(example = "400") int status,
    @Schema(description = "The value, the rule and the next step") String detail,
    @Schema(description = "What the type speaks of, such as field, operator, value, place")
        Map<String, String> params) {
  public static final MediaType MEDIA_TYPE = MediaType.of("application/problem+json");

  private static final String TYPE = "urn:vigie:problem:";

  public static Problem of(HttpStatus status, String detail) {
    return new Problem("about:blank", status.getReason(), status.getCode(), detail, Map.of());
  }

  public static MutableHttpResponse<Problem> answer(HttpStatus status, String detail) {
    return answer(status, of(status, detail));
  }

  /**
   * @param kind the end of its type: {@code filter-field}
   * @param params what it speaks of, by name
   */
  public static MutableHttpResponse<Problem> answer(
      HttpStatus status, String kind, Map<String, String> params, String detail) {
    return answer(
        status, new Problem(TYPE + kind, status.getReason(), status.getCode(), detail, params));
  }

  private static MutableHttpResponse<Problem> answer(HttpStatus status, Problem problem) {
    return HttpResponse.<Problem>status(status).body(problem).contentType(MEDIA_TYPE);
  }
}
