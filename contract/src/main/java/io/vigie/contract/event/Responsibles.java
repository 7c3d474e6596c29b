package io.vigie.contract.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/** Who answers for something: they get its mails and tickets. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Responsibles(List<String> people, List<String> groups) {
  public static final Responsibles NOBODY = new Responsibles(List.of(), List.of());

  public Responsibles {
    people = Require.labels("people", people);
    groups = Require.labels("groups", groups);
  }
}
