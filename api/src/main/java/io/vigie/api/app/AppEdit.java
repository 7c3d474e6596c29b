package io.vigie.api.app;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vigie.api.people.Answers;
import java.util.List;

/** What people set of an app. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(description = "What people set of an app")
record AppEdit(
    String description,
    @Schema(description = "Everyone who is signed in may see it") boolean shared,
    @JsonUnwrapped Answers answers,
    @Schema(description = "Who else is told of an alert that nobody took, soonest first")
        List<AppStep> chain) {
  AppEdit {
    description = description == null ? "" : description.strip();
    chain = AppStep.chain(chain);
  }
}
