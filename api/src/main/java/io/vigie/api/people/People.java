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
import io.vigie.api.session.Role;
import io.vigie.contract.event.AuditAct;
import io.vigie.contract.event.PersonPolicy;
import io.vigie.contract.event.Ticket;
import io.vigie.contract.wire.Json;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** People, and what may become of them. */
public final class People {
  public static final RowTable<PersonRow> TABLE =
      new RowTable<>(
          "people",
          "person p",
          PersonRow.COLUMNS,
          "p.name",
          new Fields(
              List.of(
                  Field.text("id", "p.name"),
                  Field.text("fullName", "p.full_name"),
                  Field.text("mail", "p.mail"),
                  Field.text("language", "p.language"),
                  Field.word("role", "p.role", Role.WORDS),
                  Field.flag("disabled", "p.disabled"),
                  Field.names("groups", PersonRow.GROUPS),
                  Field.moment("lastSeen", PersonRow.LAST_SEEN).orAbsent(),
                  Field.moment("created", "p.created"))),
          List.of(),
          Sight::managed,
          PersonRow::read);

  private static final String KIND = "person";

  /** Vigie itself keeps the password. */
  private static final String LOCAL = "local";

  private People() {}

  static Optional<PersonRow> one(Snapshot tables, String name) throws SQLException {
    return tables.one(
        Sql.of("SELECT " + PersonRow.COLUMNS + " FROM person p WHERE p.name=?", name),
        PersonRow::read);
  }

  /**
   * @param passwordHash null keeps the password there is
   * @param seen number of the change that was seen last; null when it does not matter
   */
  static Outcome put(Act act, String name, PersonEdit wish, String passwordHash, Long seen)
      throws SQLException {
    check(name, wish);
    Optional<PersonRow> known = one(act.tables(), name);
    Refusal.unless(seen, known.map(PersonRow::n).orElse(0L), KIND, name);
    if (known.isEmpty() && name.equalsIgnoreCase(Ticket.ROBOT)) {
      throw Refusal.wrong("no person is called " + name + ": tickets acknowledge by that name");
    }
    PersonEdit before = known.map(PersonRow::person).orElse(null);
    if (wish.equals(before) && passwordHash == null) {
      return Outcome.UNCHANGED;
    }
    if (passwordHash != null && known.filter(row -> !row.source().equals(LOCAL)).isPresent()) {
      throw Refusal.conflict(
          "the password of " + name + " is kept where they prove who they are, not here");
    }
    write(act, name, wish, passwordHash);
    if (before != null && before.administrator() && !wish.administrator()) {
      requireAdministrator(act);
    }
    act.tell(Policies.person(act.tables(), name));
    Difference difference = Difference.of(before, wish);
    if (passwordHash != null) {
      difference.after().put("password", "set");
    }
    AuditAct what = before == null ? AuditAct.CREATE : AuditAct.CHANGE;
    act.note(what, KIND, name, difference.before(), difference.after());
    return before == null ? Outcome.CREATED : Outcome.CHANGED;
  }

  private static void check(String name, PersonEdit wish) {
    try {
      new PersonPolicy(
          name,
          wish.fullName(),
          wish.mail(),
          wish.language(),
          wish.disabled(),
          wish.leastSeverity(),
          wish.onCall());
    } catch (IllegalArgumentException e) {
      throw Refusal.wrong(e.getMessage());
    }
    // Basic sends name:secret, a cell of names name;name
    if (name.contains(":") || name.contains(";") || name.startsWith("~")) {
      throw Refusal.wrong(
          "the name of a person has no colon or semicolon and begins with no tilde; got \""
              + name
              + '"');
    }
  }

  private static void write(Act act, String name, PersonEdit wish, String passwordHash)
      throws SQLException {
    long now = System.currentTimeMillis();
    act.update(
        "INSERT INTO person (name,full_name,mail,language,role,disabled,least,on_call,n,created,"
            + "password_changed) VALUES (?,?,?,?,?,?,?,?,?,?,?) ON DUPLICATE KEY UPDATE full_name=VALUES(full_name),"
            + "mail=VALUES(mail),language=VALUES(language),role=VALUES(role),"
            + "disabled=VALUES(disabled),least=VALUES(least),on_call=VALUES(on_call),n=VALUES(n)",
        name,
        wish.fullName(),
        wish.mail(),
        wish.language(),
        wish.role(),
        wish.disabled(),
        wish.least().isEmpty() ? null : wish.least(),
        Json.MAPPER.valueToTree(wish.onCall()).toString(),
        act.n(),
        now,
        now);
    if (passwordHash != null) {
      act.update(
          "UPDATE person SET password_hash=?, password_changed=? WHERE name=?",
          passwordHash,
          now,
          name);
    }
    if (passwordHash != null || wish.disabled()) {
      act.update("DELETE FROM console_session WHERE person=?", name);
    }
  }

  /** What a line of an imported file says of a person; what it does not say stays. */
  public static Outcome line(Act act, String name, Cells cells) throws SQLException {
    PersonEdit now =
        one(act.tables(), name)
            .map(PersonRow::person)
            .orElseGet(() -> new PersonEdit("", "", "", "", false, "", null));
    PersonEdit wish =
        new PersonEdit(
            cells.text("fullName", now.fullName()),
            cells.text("mail", now.mail()),
            cells.text("language", now.language()),
            cells.text("role", now.role()),
            cells.flag("disabled", now.disabled()),
            now.least(),
            now.onCall());
    return put(act, name, wish, null, null);
  }

  static void delete(Act act, String name) throws SQLException {
    PersonEdit before =
        one(act.tables(), name)
            .map(PersonRow::person)
            .orElseThrow(() -> Refusal.missing(KIND, name));
    List<String> groups =
        act.all(
            Sql.of("SELECT of_group FROM group_member WHERE person=?", name),
            row -> row.text("of_group"));
    List<Answers.Of> answered = Answers.by(act.tables(), KIND, name);
    act.update("DELETE FROM answerable WHERE who_kind=? AND who=?", KIND, name);
    act.update("DELETE FROM console_session WHERE person=?", name);
    act.update("DELETE FROM api_token WHERE person=?", name);
    act.update("DELETE FROM person WHERE name=?", name);
    if (before.administrator()) {
      requireAdministrator(act);
    }
    for (String group : groups) {
      act.tell(Policies.group(act.tables(), group));
    }
    Answers.tell(act, answered);
    act.gone("person/" + name);
    act.note(AuditAct.DELETE, KIND, name, Difference.of(before, null).before(), Map.of());
  }

  private static void requireAdministrator(Act act) throws SQLException {
    boolean left =
        act.one(
                Sql.of(
                    "SELECT 1 FROM person WHERE role=? AND NOT disabled LIMIT 1",
                    Role.ADMINISTRATOR.wire()),
                row -> true)
            .isPresent();
    if (!left) {
      throw Refusal.conflict("nobody would be administrator any more; make another one first");
    }
  }
}
