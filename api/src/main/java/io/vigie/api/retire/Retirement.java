package io.vigie.api.retire;

import io.vigie.api.act.Act;
import io.vigie.api.act.Refusal;
import io.vigie.api.filter.Sql;
import io.vigie.api.list.Missing;
import io.vigie.api.list.Snapshot;
import io.vigie.contract.event.Event;
import io.vigie.contract.event.NodeRetire;
import io.vigie.contract.event.NodeState;
import io.vigie.contract.event.ServiceRetire;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.id.ServiceId;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The command that ends a node or a service in the life of its agents that is known now. */
public final class Retirement {
  static final String NODE = "node";
  static final String SERVICE = "service";

  private Retirement() {}

  /**
   * @param kind node or service
   * @throws io.micronaut.http.exceptions.HttpStatusException 404 or 409 when it is not there
   */
  static Event of(Snapshot tables, String kind, String id, String by) throws SQLException {
    return kind.equals(NODE) ? node(tables, id, by) : service(tables, id, by);
  }

  /** As {@link #of}, of something that may have ended already. */
  public static void ifThere(Act act, String kind, String id, String by) throws SQLException {
    boolean there =
        kind.equals(NODE)
            ? state(act.tables(), id).map(state -> state != NodeState.RETIRED).orElse(false)
            : isService(act.tables(), id);
    if (there) {
      act.order(of(act.tables(), kind, id, by));
    }
  }

  private static NodeRetire node(Snapshot tables, String id, String by) throws SQLException {
    NodeState state = state(tables, id).orElseThrow(() -> Missing.object(NODE, id));
    if (state == NodeState.RETIRED) {
      throw Refusal.conflict("node " + id + " is retired already");
    }
    long epoch =
        tables
            .one(Sql.of("SELECT epoch FROM node WHERE id=?", id), row -> row.number("epoch"))
            .orElse(0L);
    return new NodeRetire(NodeId.parse(id), epoch, by);
  }

  private static Optional<NodeState> state(Snapshot tables, String id) throws SQLException {
    return tables.one(
        Sql.of("SELECT state FROM node WHERE id=" + Sql.place(id), id),
        row -> NodeState.parse(row.text("state")));
  }

  private static boolean isService(Snapshot tables, String id) throws SQLException {
    return tables
        .one(Sql.of("SELECT 1 FROM service WHERE id=" + Sql.place(id), id), row -> true)
        .isPresent();
  }

  /** In the epoch of each node that has it, or has a configuration of it. */
  private static ServiceRetire service(Snapshot tables, String id, String by) throws SQLException {
    if (!isService(tables, id)) {
      throw Missing.object(SERVICE, id);
    }
    ServiceId service = ServiceId.parse(id);
    Map<String, Long> epochs = new TreeMap<>();
    tables.all(
        Sql.of(
            "SELECT h.node,COALESCE(d.epoch,0) AS epoch FROM"
                + " (SELECT node FROM instance WHERE service=? AND cluster=?"
                + " UNION SELECT node FROM service_config WHERE service=? AND cluster=?) h"
                + " LEFT JOIN node d ON d.id=CONCAT(?,'/',h.node)",
            service.service(),
            service.cluster(),
            service.service(),
            service.cluster(),
            service.cluster()),
        row -> epochs.put(row.text("node"), row.number("epoch")));
    return new ServiceRetire(service, epochs, by);
  }
}
