package io.vigie.api.service;

import io.vigie.api.action.ActionTable;
import io.vigie.api.filter.Sql;
import io.vigie.api.instance.InstanceTable;
import io.vigie.api.list.Sight;
import io.vigie.api.list.Snapshot;
import io.vigie.api.list.Snapshots;
import io.vigie.api.rename.FormerNames;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the tables know of one service. */
@Singleton
final class ServiceReader {
  private static final int ACTIONS = 20;
  private static final int SPANS = 999;
  private static final int CONFIGS = 200;

  private final Snapshots snapshots;

  ServiceReader(Snapshots snapshots) {
    this.snapshots = snapshots;
  }

  /** What a service is called now; empty when it has no other name that this person may see. */
  String now(String cluster, String name, Sight sight) {
    return snapshots.read(
        snapshot -> {
          String now = FormerNames.now(snapshot, FormerNames.SERVICE, cluster + '/' + name);
          return row(snapshot, now).filter(row -> sight.sees(row.scope())).isPresent() ? now : "";
        });
  }

  /** Empty when there is none, or none that this person may see. */
  Optional<ServiceAnswer> read(String cluster, String name, Sight sight) {
    return snapshots.read(
        snapshot -> {
          Optional<ServiceRow> service = row(snapshot, cluster + '/' + name);
          return service.isEmpty() || !sight.sees(service.get().scope())
              ? Optional.empty()
              : Optional.of(answer(snapshot, service.get(), sight));
        });
  }

  private static ServiceAnswer answer(Snapshot snapshot, ServiceRow service, Sight sight)
      throws SQLException {
    String cluster = service.cluster();
    String name = service.service();
    List<String> formerly = FormerNames.of(snapshot, FormerNames.SERVICE, service.id());
    return new ServiceAnswer(
        service,
        formerly,
        InstanceTable.ofService(snapshot, cluster, name),
        ActionTable.newestOf(
            snapshot, service.id(), ends(snapshot, service, formerly), sight, ACTIONS),
        ActionTable.errors(snapshot, cluster, name),
        configs(snapshot, cluster, name),
        timeline(snapshot, service, formerly));
  }

  /** When each former name ended: the next one began. */
  private static Map<String, Instant> ends(
      Snapshot snapshot, ServiceRow service, List<String> formerly) throws SQLException {
    Map<String, Instant> began = new HashMap<>();
    began.put(service.id(), began(snapshot, service.id()).orElse(service.since()));
    Map<String, Instant> ends = new LinkedHashMap<>();
    for (String former : formerly) {
      Instant end = began.get(FormerNames.next(snapshot, FormerNames.SERVICE, former));
      ends.put(former, end);
      // a name of which no state is kept any more ended before those that are
      began.put(former, began(snapshot, former).filter(end::isAfter).orElse(end));
    }
    return ends;
  }

  private static Optional<Instant> began(Snapshot snapshot, String id) throws SQLException {
    return snapshot.one(
        Sql.of("SELECT since FROM service_span WHERE id=? ORDER BY n LIMIT 1", id),
        span -> span.moment("since"));
  }

  private static Optional<ServiceRow> row(Snapshot snapshot, String id) throws SQLException {
    return snapshot.one(
        Sql.of("SELECT " + ServiceRow.COLUMNS + " FROM service s WHERE s.id=" + Sql.place(id), id),
        ServiceRow::read);
  }

  // that of a node that has the service no more is kept, and counts no more
  private static List<ConfigRow> configs(Snapshot snapshot, String cluster, String service)
      throws SQLException {
    return snapshot.all(
        Sql.of(
            "SELECT c.node,c.checksum,c.stamp,c.content FROM service_config c"
                + " JOIN instance i ON i.id=c.id"
                + " WHERE c.cluster=? AND c.service=? ORDER BY c.node LIMIT ?",
            cluster,
            service,
            CONFIGS),
        ConfigRow::read);
  }

  // by number, not by time: event times of a wrong clock may overlap
  private static List<SpanRow> timeline(
      Snapshot snapshot, ServiceRow service, List<String> formerly) throws SQLException {
    List<SpanRow> newestFirst = new ArrayList<>(List.of(SpanRow.open(service)));
    newestFirst.addAll(spans(snapshot, service.id(), SPANS));
    for (String id : formerly) {
      // a name's states end where those of the next begin
      Instant end = newestFirst.get(newestFirst.size() - 1).from();
      spans(snapshot, id, SPANS + 1 - newestFirst.size()).stream()
          .filter(span -> span.from().isBefore(end))
          .map(span -> span.until(end))
          .forEach(newestFirst::add);
    }
    Collections.reverse(newestFirst);
    return newestFirst;
  }

  private static List<SpanRow> spans(Snapshot snapshot, String id, int most) throws SQLException {
    return snapshot.all(
        Sql.of(
            "SELECT since,until,avail,overall,stale FROM service_span WHERE id=?"
                + " ORDER BY n DESC LIMIT ?",
            id,
            most),
        SpanRow::read);
  }
}
