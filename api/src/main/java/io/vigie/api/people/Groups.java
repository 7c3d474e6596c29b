package io.vigie.api.people;

import io.vigie.api.act.Act;
import io.vigie.api.act.Difference;
import io.vigie.api.act.Outcome;
import io.vigie.api.act.Refusal;
import io.vigie.api.cells.Cells;
import io.vigie.api.filter.Field;
import io.vigie.api.filter.Fields;
import io.vigie.api.filter.Sql;
import io.vigie.api.list.RowTable;
import io.vigie.api.list.Sight;
import io.vigie.api.list.Snapshot;
import io.vigie.api.policy.Policies;
import io.vigie.contract.event.AuditAct;
import io.vigie.contract.event.GroupPolicy;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Groups of people, and what may become of them. */
public final class Groups {
  public static final RowTable<GroupRow> TABLE =
      new RowTable<>(
          "groups",
          "person_group g",
          GroupRow.COLUMNS,
          "g.name",
          new Fields(
              List.of(
                  Field.text("id", "g.name"),
                  Field.text("description", "g.description"),
                  Field.names("members", GroupRow.MEMBERS))),
          List.of(),
          Sight::managed,
          GroupRow::read);

  private static final String KIND = "group";

  private Groups() {}

  static Optional<GroupRow> one(Snapshot tables, String name) throws SQLException {
    return tables.one(
        Sql.of("SELECT " + GroupRow.COLUMNS + " FROM person_group g WHERE g.name=?", name),
        GroupRow::read);
  }

  /**
   * @param seen number of the change that was seen last; null when it does not matter
   */
  static Outcome put(Act act, String name, GroupEdit wish, Long seen) throws SQLException {
    try {
      new GroupPolicy(name, wish.description(), wish.members());
    } catch (IllegalArgumentException e) {
      throw Refusal.wrong(e.getMessage());
    }
    if (name.contains(";")) {
      throw Refusal.wrong("the name of a group has no semicolon; got \"" + name + '"');
    }
    Optional<GroupRow> known = one(act.tables(), name);
    Refusal.unless(seen, known.map(GroupRow::n).orElse(0L), KIND, name);
    GroupEdit before = known.map(GroupRow::group).orElse(null);
    if (wish.equals(before)) {
      return Outcome.UNCHANGED;
    }
    write(act, name, wish);
    act.tell(Policies.group(act.tables(), name));
    Difference difference = Difference.of(before, wish);
    AuditAct what = before == null ? AuditAct.CREATE : AuditAct.CHANGE;
    act.note(what, KIND, name, difference.before(), difference.after());
    return before == null ? Outcome.CREATED : Outcome.CHANGED;
  }

  private static void write(Act act, String name, GroupEdit wish) throws SQLException {
    act.update(
        "INSERT INTO person_group (name,description,n) VALUES (?,?,?)"
            + " ON DUPLICATE KEY UPDATE description=VALUES(description),n=VALUES(n)",
        name,
        wish.description(),
        act.n());
    act.update("DELETE FROM group_member WHERE of_group=?", name);
    for (String member : wish.members()) {
      if (People.one(act.tables(), member).isEmpty()) {
        throw Refusal.wrong("there is no person \"" + member + "\"; make it first");
      }
      act.update("INSERT INTO group_member (of_group,person) VALUES (?,?)", name, member);
    }
  }

  /** What a line of an imported file says of a group; what it does not say stays. */
  public static Outcome line(Act act, String name, Cells cells) throws SQLException {
    GroupEdit now =
        one(act.tables(), name).map(GroupRow::group).orElseGet(() -> new GroupEdit("", List.of()));
    GroupEdit wish =
        new GroupEdit(
            cells.text("description", now.description()),
            cells.names("members").orElse(now.members()));
    return put(act, name, wish, null);
  }

  static void delete(Act act, String name) throws SQLException {
    GroupEdit before =
        one(act.tables(), name).map(GroupRow::group).orElseThrow(() -> Refusal.missing(KIND, name));
    List<Answers.Of> answered = Answers.by(act.tables(), KIND, name);
    act.update("DELETE FROM answerable WHERE who_kind=? AND who=?", KIND, name);
    act.update("DELETE FROM person_group WHERE name=?", name);
    Answers.tell(act, answered);
    act.gone("group/" + name);
    act.note(AuditAct.DELETE, KIND, name, Difference.of(before, null).before(), Map.of());
  }
}
