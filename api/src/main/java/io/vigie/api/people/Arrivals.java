package io.vigie.api.people;

import io.micronaut.http.exceptions.HttpStatusException;
import io.vigie.api.act.Act;
import io.vigie.api.act.Actor;
import io.vigie.api.act.Acts;
import io.vigie.api.filter.Sql;
import io.vigie.api.session.Newcomer;
import io.vigie.api.session.Register;
import io.vigie.api.session.Role;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** People whom a directory knows: made at their first sign-in, brought up to date at each. */
@Singleton
final class Arrivals implements Register {
  private static final Logger LOG = LoggerFactory.getLogger(Arrivals.class);
  private final Acts acts;

  Arrivals(Acts acts) {
    this.acts = acts;
  }

  @Override
  public boolean arrive(Newcomer newcomer, String address) {
    return acts.run(new Actor(newcomer.name(), "", address), act -> arrive(act, newcomer));
  }

  private static boolean arrive(Act act, Newcomer newcomer) throws SQLException {
    String name = newcomer.name();
    boolean foreign =
        act.one(
                Sql.of(
                    "SELECT 1 FROM person WHERE name=? AND (disabled OR password_hash<>''"
                        + " OR source NOT IN ('local',?) OR subject NOT IN ('',?))",
                    name,
                    newcomer.source(),
                    newcomer.subject()),
                row -> true)
            .isPresent();
    if (foreign) {
      return false;
    }
    PersonEdit before = People.one(act.tables(), name).map(PersonRow::person).orElse(null);
    People.put(act, name, edit(newcomer, before), null, null);
    act.update(
        "UPDATE person SET source=?, subject=? WHERE name=?",
        newcomer.source(),
        newcomer.subject(),
        name);
    for (Map.Entry<String, Boolean> group : newcomer.groups().entrySet()) {
      join(act, name, group.getKey(), group.getValue());
    }
    return true;
  }

  private static PersonEdit edit(Newcomer newcomer, PersonEdit before) {
    PersonEdit now = before == null ? new PersonEdit("", "", "", "", false, "", null) : before;
    String role = newcomer.role().map(Role::wire).orElse(now.role());
    try {
      return edit(now, newcomer.fullName(), newcomer.mail(), role);
    } catch (HttpStatusException e) {
      // what the directory says of them must not keep them out
      LOG.atWarn().addKeyValue("why", e.getMessage()).log("name and mail are not taken over");
      return edit(now, now.fullName(), now.mail(), role);
    }
  }

  private static PersonEdit edit(PersonEdit now, String fullName, String mail, String role) {
    return new PersonEdit(fullName, mail, now.language(), role, false, now.least(), now.onCall());
  }

  private static void join(Act act, String name, String group, boolean member) throws SQLException {
    Optional<GroupEdit> known = Groups.one(act.tables(), group).map(GroupRow::group);
    List<String> members = new ArrayList<>(known.map(GroupEdit::members).orElse(List.of()));
    boolean changed = member ? !members.contains(name) && members.add(name) : members.remove(name);
    if (changed) {
      String description = known.map(GroupEdit::description).orElse("");
      Groups.put(act, group, new GroupEdit(description, members), null);
    }
  }
}
