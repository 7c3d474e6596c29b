package io.vigie.api.request;

import io.vigie.api.filter.Sql;
import io.vigie.api.list.Columns;
import io.vigie.api.list.Snapshot;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where failover services are up, or on their way up: no second place is asked then, be it for some
 * resources only. An instance that is not trusted does not count: nobody knows what it does.
 */
record Elsewhere(List<Place> up, List<Place> coming) {
  private static final List<String> BRINGING =
      Stream.of(RequestAction.values())
          .filter(RequestAction::brings)
          .map(RequestAction::wire)
          .toList();

  private record Place(String cluster, String service, String node) {
    static Place read(Columns columns) throws SQLException {
      return new Place(columns.text("cluster"), columns.text("service"), columns.text("node"));
    }

    static Place of(Target target) {
      return new Place(target.cluster(), target.service(), target.node());
    }

    boolean isAnotherOf(Place one) {
      return cluster.equals(one.cluster) && service.equals(one.service) && !node.equals(one.node);
    }
  }

  /**
   * @param starts those to be asked, together
   */
  static Elsewhere of(Snapshot tables, List<Target> starts) throws SQLException {
    if (starts.isEmpty()) {
      return new Elsewhere(List.of(), List.of());
    }
    List<String> services = starts.stream().map(Target::service).distinct().toList();
    List<Place> up = up(tables, services);
    List<Place> coming = new ArrayList<>(starting(tables, services));
    coming.addAll(asked(tables, services));
    starts.stream()
        .map(Place::of)
        .filter(one -> up.stream().noneMatch(one::isAnotherOf))
        .forEach(coming::add);
    return new Elsewhere(up, coming);
  }

  private static List<Place> up(Snapshot tables, List<String> services) throws SQLException {
    return tables.all(
        new Sql(
            "SELECT cluster,service,node FROM instance WHERE trusted AND avail IN ('up','warn')"
                + " AND service IN "
                + places(services),
            List.copyOf(services)),
        Place::read);
  }

  private static List<Place> starting(Snapshot tables, List<String> services) throws SQLException {
    return tables.all(
        new Sql(
            "SELECT cluster,service,node FROM instance WHERE trusted AND (monitor='starting'"
                + " OR action IN "
                + places(BRINGING)
                + ") AND service IN "
                + places(services),
            args(BRINGING, services)),
        Place::read);
  }

  /** Asked by a request of before that can still begin, or has not ended. */
  private static List<Place> asked(Snapshot tables, List<String> services) throws SQLException {
    Instant oldest = Instant.now().minusSeconds(Asked.Item.LATE_SECONDS);
    return tables.all(
        new Sql(
            "SELECT t.cluster,t.service,t.node FROM action_request r"
                + " JOIN action_request_target t ON t.request=r.id"
                + " LEFT JOIN action a ON a.id=t.action WHERE r.state=? AND r.expires>?"
                + " AND a.end_at IS NULL AND r.action IN "
                + places(BRINGING)
                + " AND t.service IN "
                + places(services),
            args(List.of(RequestRow.SENT, oldest.toEpochMilli()), BRINGING, services)),
        Place::read);
  }

  private static String places(List<String> values) {
    return '(' + String.join(",", Collections.nCopies(values.size(), "?")) + ')';
  }

  private static List<Object> args(List<?>... parts) {
    return Stream.of(parts).<Object>flatMap(List::stream).collect(Collectors.toList());
  }

  Fate fate(Target target) {
    Place here = Place.of(target);
    if (up.stream().anyMatch(here::isAnotherOf)) {
      return Fate.UP_ELSEWHERE;
    }
    return coming.stream().anyMatch(here::isAnotherOf) ? Fate.ONE_ONLY : Fate.DONE;
  }
}
