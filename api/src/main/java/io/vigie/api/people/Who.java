package io.vigie.api.people;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** People and groups, by name. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(description = "People and groups, by name")
public record Who(List<String> people, List<String> groups) {
  public static final Who NOBODY = new Who(List.of(), List.of());

  public Who {
    people = named(people);
    groups = named(groups);
  }

  private static List<String> named(List<String> names) {
    return names == null ? List.of() : names.stream().distinct().sorted().toList();
  }
}
