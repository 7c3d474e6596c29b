package io.vigie.api.people;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** A group, as an administrator sets it. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(description = "A group, as an administrator sets it")
record GroupEdit(
    String description, @Schema(description = "Names of people") List<String> members) {
  GroupEdit {
    description = description == null ? "" : description.strip();
    members = members == null ? List.of() : members.stream().distinct().sorted().toList();
  }
}
