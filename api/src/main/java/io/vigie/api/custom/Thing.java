package io.vigie.api.custom;

import io.vigie.api.acknowledge.Saying;
import io.vigie.api.act.Refusal;
import io.vigie.api.list.Scope;
import io.vigie.api.list.Sight;
import io.vigie.api.list.Snapshot;
import io.vigie.api.node.NodeRow;
import io.vigie.api.node.NodeTable;
import io.vigie.api.service.ServiceRow;
import io.vigie.api.service.ServiceTable;
import io.vigie.contract.event.AppPolicy;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.id.ServiceId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A service or a node that an alert of people is about, as the tables have it.
 *
 * @param service null when it is a node
 * @param node null when it is a service
 * @param apps whose responsibles are concerned
 */
record Thing(ServiceId service, NodeId node, String env, List<String> apps, Scope scope) {
  private static final int MOST_APPS = 100;

  /** Empty when there is none, or none that this person may see. */
  static Optional<Thing> find(Snapshot tables, String id, boolean ofNode, Sight sight)
      throws SQLException {
    return ofNode
        ? Optional.ofNullable(Saying.seen(tables, NodeTable.TABLE, List.of(id), sight).get(id))
            .map(Thing::of)
        : Optional.ofNullable(Saying.seen(tables, ServiceTable.TABLE, List.of(id), sight).get(id))
            .map(Thing::of);
  }

  private static Thing of(ServiceRow row) {
    return new Thing(
        new ServiceId(row.cluster(), row.service()),
        null,
        row.env(),
        row.app().isBlank() ? List.of() : List.of(row.app().strip()),
        row.scope());
  }

  private static Thing of(NodeRow row) {
    List<String> apps = new ArrayList<>();
    if (!row.extras().app().isEmpty()) {
      apps.add(row.extras().app());
    }
    apps.addAll(row.extras().apps());
    return new Thing(
        null,
        new NodeId(row.cluster(), row.node()),
        row.env(),
        apps.stream()
            .filter(app -> !app.equals(AppPolicy.NONE))
            .distinct()
            .limit(MOST_APPS)
            .toList(),
        row.scope());
  }

  String kind() {
    return node == null ? "service" : "node";
  }

  Object id() {
    return node == null ? service : node;
  }

  /**
   * @throws io.micronaut.http.exceptions.HttpStatusException 403 when they do not
   */
  Thing mustBeAnsweredForBy(Sight sight) {
    if (!sight.answersFor(scope)) {
      throw Refusal.foreign("you do not answer for " + kind() + ' ' + id());
    }
    return this;
  }
}
