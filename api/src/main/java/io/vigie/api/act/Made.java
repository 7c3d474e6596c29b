package io.vigie.api.act;

import io.micronaut.http.HttpResponse;
import io.swagger.v3.oas.annotations.media.Schema;

/** What came of a wish. */
@Schema(description = "What came of a wish")
public record Made(
    @Schema(description = "created, changed or unchanged", type = "string") Outcome outcome,
    @Schema(description = "Number of the act") long n) {
  public static Made by(Act act, Outcome outcome) {
    return new Made(outcome, act.n());
  }

  public static HttpResponse<Made> answer(Made made) {
    return made.outcome() == Outcome.CREATED ? HttpResponse.created(made) : HttpResponse.ok(made);
  }
}
