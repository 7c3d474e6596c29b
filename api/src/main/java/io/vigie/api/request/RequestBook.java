package io.vigie.api.request;

import com.github.f4b6a3.uuid.UuidCreator;
import io.vigie.api.act.Act;
import io.vigie.api.filter.Sql;
import io.vigie.api.list.Sight;
import io.vigie.api.list.Snapshot;
import io.vigie.contract.event.ActionRequest;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.wire.Json;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** The tables of requests, and how one goes from there to the nodes. */
@Singleton
final class RequestBook {
  /** A node begins it within that time, or not at all. */
  private static final Duration GOOD_FOR = Duration.ofMinutes(2);

  /** A proposal that nobody looked at is no wish any more. */
  private static final Duration WAITS = Duration.ofHours(1);

  private static final int MOST_SHOWN = 200;

  private final RequestKeys keys;

  RequestBook(RequestKeys keys) {
    this.keys = keys;
  }

  /** Keeps it as a proposal. */
  String propose(Act act, RequestAction action, RequestWish wish, String by, List<Target> targets)
      throws SQLException {
    String id = UuidCreator.getTimeOrderedEpoch().toString();
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    act.update(
        "INSERT INTO action_request (id,action,selectors,comment,state,by_whom,at,expires,"
            + "decided_by,decided_at,n) VALUES (?,?,?,?,?,?,?,?,'',NULL,?)",
        id,
        action.wire(),
        Json.MAPPER.valueToTree(wish.selectors()).toString(),
        wish.words(),
        RequestRow.PROPOSED,
        by,
        now.toEpochMilli(),
        now.plus(WAITS).toEpochMilli(),
        act.n());
    for (Target each : targets) {
      act.update(
          "INSERT INTO action_request_target (request,action,cluster,service,node)"
              + " VALUES (?,?,?,?,?)",
          id,
          UuidCreator.getTimeOrderedEpoch().toString(),
          each.cluster(),
          each.service(),
          each.node());
    }
    return id;
  }

  /** Lets it go to the nodes. */
  void send(Act act, RequestRow row) throws SQLException {
    keys.mustBeTheCollectors(act);
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    Instant expires = now.plus(GOOD_FOR);
    for (Asked.Item item : items(act.tables(), row, Sight.ALL)) {
      act.order(keys.sign(request(act, row, item, now, expires)));
    }
    act.update(
        "UPDATE action_request SET state=?,expires=?,n=? WHERE id=?",
        RequestRow.SENT,
        expires.toEpochMilli(),
        act.n(),
        row.id());
  }

  void decided(Act act, String id, String by) throws SQLException {
    act.update(
        "UPDATE action_request SET decided_by=?,decided_at=?,n=? WHERE id=?",
        by,
        System.currentTimeMillis(),
        act.n(),
        id);
  }

  /** What cannot be done any more. */
  void leaveOut(Act act, String id, List<Target> targets) throws SQLException {
    for (Target each : targets) {
      act.update(
          "DELETE FROM action_request_target WHERE request=? AND cluster=? AND service=? AND node=?",
          id,
          each.cluster(),
          each.service(),
          each.node());
    }
  }

  void withdraw(Act act, String id, String by) throws SQLException {
    act.update("UPDATE action_request SET state=? WHERE id=?", RequestRow.WITHDRAWN, id);
    decided(act, id, by);
  }

  private static ActionRequest request(
      Act act, RequestRow row, Asked.Item item, Instant issued, Instant expires)
      throws SQLException {
    String node = item.cluster() + '/' + item.node();
    return new ActionRequest(
        item.action(),
        row.id(),
        NodeId.parse(node),
        item.service(),
        row.action(),
        row.selectors().rids(),
        row.selectors().subsets(),
        row.selectors().tags(),
        row.by(),
        issued,
        expires,
        counter(act, node, issued),
        "");
  }

  /** Tables that were put back from a copy must not count anew: the clock counts too. */
  private static long counter(Act act, String node, Instant now) throws SQLException {
    act.update(
        "INSERT INTO request_counter (node,last) VALUES (?,?)"
            + " ON DUPLICATE KEY UPDATE last=GREATEST(last+1,VALUES(last))",
        node,
        now.toEpochMilli());
    return act.one(
            Sql.of("SELECT last FROM request_counter WHERE node=?", node),
            columns -> columns.number("last"))
        .orElseThrow();
  }

  Optional<RequestRow> row(Snapshot tables, String id) throws SQLException {
    return tables.one(
        Sql.of(
            "SELECT " + RequestRow.COLUMNS + " FROM action_request r WHERE r.id=" + Sql.place(id),
            id),
        RequestRow::read);
  }

  /** Newest first, those of which this person sees something. */
  List<RequestRow> rows(Snapshot tables, Sight sight) throws SQLException {
    Sql seen = seen(sight);
    return tables.all(
        new Sql(
            "SELECT "
                + RequestRow.COLUMNS
                + " FROM action_request r WHERE EXISTS (SELECT 1 FROM "
                + "action_request_target t LEFT JOIN service s ON s.id=CONCAT(t.cluster,'/',t.service)"
                + " WHERE t.request=r.id AND "
                + seen.text()
                + ") ORDER BY r.at DESC,r.id DESC LIMIT "
                + MOST_SHOWN,
            seen.args()),
        RequestRow::read);
  }

  List<Asked.Item> items(Snapshot tables, RequestRow request, Sight sight) throws SQLException {
    Sql where = Sql.of("t.request=?", request.id()).and(seen(sight));
    return tables.all(
        new Sql(
            "SELECT "
                + Asked.Item.COLUMNS
                + " FROM action_request_target t"
                + " LEFT JOIN service s ON s.id=CONCAT(t.cluster,'/',t.service)"
                + " LEFT JOIN action a ON a.id=t.action WHERE "
                + where.text()
                + " ORDER BY t.cluster,t.service,t.node",
            where.args()),
        columns -> Asked.Item.read(columns, request));
  }

  private static Sql seen(Sight sight) {
    return sight.instances("t", "COALESCE(s.app,'')");
  }
}
