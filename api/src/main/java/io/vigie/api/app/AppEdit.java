package io.vigie.api.app;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vigie.api.people.Answers;

/** What people set of an app. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(description = "What people set of an app")
record AppEdit(
    String description,
    @Schema(description = "Everyone who is signed in may see it") boolean shared,
    @JsonUnwrapped Answers answers) {
  AppEdit {
    description = description == null ? "" : description.strip();
  }
}
