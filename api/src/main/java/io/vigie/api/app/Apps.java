package io.vigie.api.app;

import io.vigie.api.act.Act;
import io.vigie.api.act.Difference;
import io.vigie.api.act.Outcome;
import io.vigie.api.act.Refusal;
import io.vigie.api.cells.Cells;
import io.vigie.api.filter.Field;
import io.vigie.api.filter.Fields;
import io.vigie.api.filter.Sql;
import io.vigie.api.list.Answering;
import io.vigie.api.list.RowTable;
import io.vigie.api.list.Sight;
import io.vigie.api.list.Snapshot;
import io.vigie.api.people.Answers;
import io.vigie.api.people.Who;
import io.vigie.api.policy.Policies;
import io.vigie.contract.event.AppPolicy;
import io.vigie.contract.event.AuditAct;
import io.vigie.contract.wire.Json;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Applications, and what may become of them. */
public final class Apps {
  public static final RowTable<AppRow> TABLE =
      new RowTable<>(
          "apps",
          AppRow.TABLE,
          List.of(AppRow.SET),
          AppRow.COLUMNS,
          "p.name",
          new Fields(
              List.of(
                  Field.text("id", "p.name"),
                  Field.text("description", "COALESCE(a.description,'')"),
                  Field.flag("shared", "COALESCE(a.shared,FALSE)"),
                  Answering.field(AppRow.ANSWERED),
                  Field.number("services", AppRow.SERVICES),
                  Field.number("unavailable", AppRow.UNAVAILABLE),
                  Field.number("nodes", AppRow.NODES))),
          List.of(),
          List.of(),
          sight -> sight.apps("p.name"),
          AppRow::read);

  private static final String KIND = "app";
  private static final AppEdit NOTHING_SET =
      new AppEdit("", false, new Answers(null, null), List.of());

  private Apps() {}

  /** What is known of an app that people made, with the number of its last change. */
  record Known(AppEdit edit, long n) {}

  static Optional<AppRow> row(Snapshot tables, String name) throws SQLException {
    return tables.one(
        Sql.of("SELECT " + AppRow.COLUMNS + " FROM " + TABLE.joined() + " WHERE p.name=?", name),
        AppRow::read);
  }

  /**
   * Refuses an app that neither people made nor a service names.
   *
   * @param name empty for none, which is right
   */
  public static void require(Snapshot tables, String name) throws SQLException {
    if (!name.isEmpty() && row(tables, name).isEmpty()) {
      throw Refusal.wrong("there is no app \"" + name + "\"; make it first, or leave it empty");
    }
  }

  static Optional<Known> known(Snapshot tables, String name) throws SQLException {
    Answers answers = Answers.read(tables, of(name));
    return tables.one(
        Sql.of("SELECT description,shared,chain,n FROM app WHERE name=?", name),
        row ->
            new Known(
                new AppEdit(
                    row.text("description"),
                    row.flag("shared"),
                    answers,
                    row.json("chain", AppStep.CHAIN)),
                row.number("n")));
  }

  /**
   * @param seen number of the change that was seen last; null when it does not matter
   */
  static Outcome put(Act act, String name, AppEdit wish, Long seen) throws SQLException {
    check(name, wish);
    Optional<Known> known = known(act.tables(), name);
    Refusal.unless(seen, known.map(Known::n).orElse(0L), KIND, name);
    AppEdit before = known.map(Known::edit).orElse(null);
    if (wish.equals(before)) {
      return Outcome.UNCHANGED;
    }
    act.update(
        "INSERT INTO app (name,description,shared,chain,n) VALUES (?,?,?,?,?)"
            + " ON DUPLICATE KEY UPDATE description=VALUES(description),shared=VALUES(shared),"
            + "chain=VALUES(chain),n=VALUES(n)",
        name,
        wish.description(),
        wish.shared(),
        Json.MAPPER.valueToTree(wish.chain()).toString(),
        act.n());
    for (AppStep step : wish.chain()) {
      step.who().require(act.tables());
    }
    wish.answers().write(act, of(name));
    act.tell(Policies.app(act.tables(), name));
    Difference difference = Difference.of(before, wish);
    AuditAct what = before == null ? AuditAct.CREATE : AuditAct.CHANGE;
    act.note(what, KIND, name, difference.before(), difference.after());
    return before == null ? Outcome.CREATED : Outcome.CHANGED;
  }

  private static void check(String name, AppEdit wish) {
    try {
      new AppPolicy(
          name,
          wish.description(),
          wish.shared(),
          null,
          wish.chain().stream().map(AppStep::step).toList());
    } catch (IllegalArgumentException e) {
      throw Refusal.wrong(e.getMessage());
    }
    if (name.equals(Sight.EVERY_APP) && !wish.answers().responsibles().equals(Who.NOBODY)) {
      throw Refusal.wrong(
          "app * stands for every app: it has readers; responsibles have each app of their own");
    }
  }

  /** What a line of an imported file says of an app; what it does not say stays. */
  public static Outcome line(Act act, String name, Cells cells) throws SQLException {
    AppEdit now = known(act.tables(), name).map(Known::edit).orElse(NOTHING_SET);
    Who responsibles = now.answers().responsibles();
    Optional<List<String>> names = cells.names("responsibles");
    if (names.isPresent()) {
      responsibles = Who.named(act.tables(), names.get());
    }
    AppEdit wish =
        new AppEdit(
            cells.text("description", now.description()),
            cells.flag("shared", now.shared()),
            new Answers(responsibles, now.answers().readers()),
            now.chain());
    // one that only services name, of which the file says nothing
    return wish.equals(NOTHING_SET)
            && row(act.tables(), name).isPresent()
            && known(act.tables(), name).isEmpty()
        ? Outcome.UNCHANGED
        : put(act, name, wish, null);
  }

  static void delete(Act act, String name) throws SQLException {
    if (name.equals(AppPolicy.NONE)) {
      throw Refusal.conflict(
          "app none stands for services that name no app and is always there; empty it instead");
    }
    AppEdit before =
        known(act.tables(), name).map(Known::edit).orElseThrow(() -> Refusal.missing(KIND, name));
    new Answers(null, null).write(act, of(name));
    act.update("DELETE FROM app WHERE name=?", name);
    act.gone("app/" + name);
    act.note(AuditAct.DELETE, KIND, name, Difference.of(before, null).before(), Map.of());
  }

  /**
   * Code of the app of a service.
   *
   * @param app as the service names it; empty when it names none
   */
  static String code(String app) {
    return app.isEmpty() ? AppPolicy.NONE : app;
  }

  private static Answers.Of of(String name) {
    return new Answers.Of(Answers.APP, name);
  }
}
