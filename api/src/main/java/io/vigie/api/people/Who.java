package io.vigie.api.people;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vigie.api.list.Snapshot;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** People and groups, by name. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(description = "People and groups, by name")
public record Who(List<String> people, List<String> groups) {
  // whoever writes them down refuses a null
  private static final Comparator<String> BY_NAME =
      Comparator.nullsFirst(Comparator.naturalOrder());

  public static final Who NOBODY = new Who(List.of(), List.of());

  private static final String GROUP = "group:";

  public Who {
    people = named(people);
    groups = named(groups);
  }

  /**
   * Sorts names into people and groups; a name that is both is the person, unless it is written
   * {@code group:name}.
   */
  public static Who named(Snapshot tables, List<String> names) throws SQLException {
    List<String> people = new ArrayList<>();
    List<String> groups = new ArrayList<>();
    for (String name : names) {
      if (name.startsWith(GROUP)) {
        groups.add(name.substring(GROUP.length()));
      } else if (People.one(tables, name).isPresent() || Groups.one(tables, name).isEmpty()) {
        people.add(name);
      } else {
        groups.add(name);
      }
    }
    return new Who(people, groups);
  }

  /**
   * @throws io.micronaut.http.exceptions.HttpStatusException 400 when there is no such person or
   *     group
   */
  public void require(Snapshot tables) throws SQLException {
    Answers.require(tables, this);
  }

  private static List<String> named(List<String> names) {
    return names == null ? List.of() : names.stream().distinct().sorted(BY_NAME).toList();
  }
}
