package io.vigie.api.request;

import io.vigie.api.act.Act;
import io.vigie.api.act.Actor;
import io.vigie.api.act.Acts;
import io.vigie.api.act.Refusal;
import io.vigie.api.filter.Sql;
import io.vigie.api.list.Scope;
import io.vigie.api.list.Sight;
import io.vigie.api.list.Sights;
import io.vigie.api.list.Snapshot;
import io.vigie.api.list.Snapshots;
import io.vigie.api.session.Person;
import io.vigie.contract.event.AuditAct;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What people do to requests: make, confirm, withdraw. */
@Singleton
final class Requests {
  private static final String KIND = "request";

  /** Of more the audit names the first: a record has its largest size. */
  private static final int MOST_NAMED = 200;

  private static final Set<String> ASKING =
      Set.of(Person.OPERATOR, Person.APP_MANAGER, Person.ADMINISTRATOR);

  private final Snapshots snapshots;
  private final Acts acts;
  private final RequestBook book;

  Requests(Snapshots snapshots, Acts acts, RequestBook book) {
    this.snapshots = snapshots;
    this.acts = acts;
    this.book = book;
  }

  RequestAnswer make(Actor actor, Sight sight, RequestWish wish) {
    RequestAction action = wish.checkedAction();
    return acts.runIf(
        actor,
        act -> {
          List<Target> targets = new Targets(act.tables(), sight, action).of(wish);
          RequestAnswer rehearsed = RequestAnswer.of("", "", targets);
          if (rehearsed.done() == 0) {
            return rehearsed;
          }
          List<Target> done = targets.stream().filter(Target::asked).toList();
          String id = book.propose(act, action, wish, actor.person(), done);
          String state = rehearsed.second() ? RequestRow.PROPOSED : RequestRow.SENT;
          if (!rehearsed.second()) {
            book.send(act, book.row(act.tables(), id).orElseThrow());
          }
          act.note(AuditAct.REQUEST, KIND, id, Map.of(), said(action, wish, done, state));
          return RequestAnswer.of(id, state, targets);
        },
        answer -> answer.done() > 0);
  }

  private static Map<String, Object> said(
      RequestAction action, RequestWish wish, List<Target> targets, String state) {
    Map<String, Object> said = new TreeMap<>();
    said.put("action", action.wire());
    said.put("state", state);
    said.put("count", targets.size());
    said.put("instances", targets.stream().limit(MOST_NAMED).map(Target::id).toList());
    if (!wish.selectors().whole()) {
      said.put("selectors", wish.selectors());
    }
    if (!wish.words().isEmpty()) {
      said.put("comment", wish.words());
    }
    return said;
  }

  Asked read(String id, Sight sight, Person person) {
    return snapshots.read(
        tables -> {
          RequestRow row = book.row(tables, id).orElseThrow(() -> missing(id));
          List<Asked.Item> items = book.items(tables, row, sight);
          if (items.isEmpty()) {
            throw missing(id);
          }
          boolean waits = row.state().equals(RequestRow.PROPOSED);
          boolean operator = ASKING.contains(person.role().wire());
          boolean own = row.by().equals(person.getName());
          boolean answers = waits && operator && answersForAll(tables, row, sight);
          return new Asked(row, answers && !own, answers || waits && operator && own, items);
        });
  }

  void confirm(Actor actor, Sight sight, String id) {
    acts.run(
        actor,
        act -> {
          RequestRow row = waiting(act, sight, id);
          if (row.by().equals(actor.person())) {
            throw Refusal.conflict("you asked for it yourself: a second person confirms it");
          }
          if (!answersForAll(act.tables(), row, sight)) {
            throw Refusal.foreign("you do not answer for all that it concerns");
          }
          List<Target> left = now(act, row).stream().filter(one -> !one.asked()).toList();
          book.leaveOut(act, id, left);
          book.send(act, row);
          book.decided(act, id, actor.person());
          act.note(
              AuditAct.CONFIRM,
              KIND,
              id,
              Map.of(),
              Map.of("action", row.action(), "by", row.by(), "leftOut", left.size()));
          return id;
        });
  }

  void withdraw(Actor actor, Sight sight, String id) {
    acts.run(
        actor,
        act -> {
          RequestRow row = waiting(act, sight, id);
          if (!row.by().equals(actor.person()) && !answersForAll(act.tables(), row, sight)) {
            throw Refusal.foreign("it is not yours, and you do not answer for all it concerns");
          }
          book.withdraw(act, id, actor.person());
          act.note(
              AuditAct.DELETE, KIND, id, Map.of("action", row.action(), "by", row.by()), Map.of());
          return id;
        });
  }

  private RequestRow waiting(Act act, Sight sight, String id) throws SQLException {
    RequestRow row = book.row(act.tables(), id).orElseThrow(() -> missing(id));
    if (book.items(act.tables(), row, sight).isEmpty()) {
      throw missing(id);
    }
    if (!row.state().equals(RequestRow.PROPOSED)) {
      throw Refusal.conflict("it does not wait any more: it is " + row.state());
    }
    return row;
  }

  private boolean answersForAll(Snapshot tables, RequestRow row, Sight sight) throws SQLException {
    return scopes(tables, row).stream().allMatch(sight::answersFor);
  }

  /**
   * What it concerns, as that is now.
   *
   * @throws io.micronaut.http.exceptions.HttpStatusException 409 when whoever asked has lost the
   *     right since, or nothing of it can be done
   */
  private List<Target> now(Act act, RequestRow row) throws SQLException {
    String role =
        act.one(
                Sql.of("SELECT role FROM person WHERE name=?", row.by()),
                columns -> columns.text("role"))
            .orElse("");
    Sight theirs = Sights.of(act.tables(), row.by());
    if (!ASKING.contains(role) || !answersForAll(act.tables(), row, theirs)) {
      throw Refusal.conflict(
          row.by() + ", who asked for it, does not answer for all that it concerns any more");
    }
    List<String> ids =
        book.items(act.tables(), row, Sight.ALL).stream().map(Asked.Item::instance).toList();
    List<Target> now = new Targets(act.tables(), theirs, row.wanted()).of(ids);
    if (now.stream().noneMatch(Target::asked)) {
      throw Refusal.conflict(
          "nothing of it can be done now: " + now.get(0).id() + " " + now.get(0).fate().wire());
    }
    return now;
  }

  private static List<Scope> scopes(Snapshot tables, RequestRow row) throws SQLException {
    return tables.all(
        Sql.of(
            "SELECT t.cluster,t.service,t.node,COALESCE(s.app,'') AS app"
                + " FROM action_request_target t"
                + " LEFT JOIN service s ON s.id=CONCAT(t.cluster,'/',t.service) WHERE t.request=?",
            row.id()),
        columns ->
            Scope.of(
                columns.text("app"),
                columns.text("cluster"),
                columns.text("service"),
                columns.text("node")));
  }

  private static RuntimeException missing(String id) {
    return Refusal.missing(KIND, Wishes.shown(id));
  }
}
