package io.vigie.api.impact;

import io.vigie.api.act.Refusal;
import io.vigie.api.filter.Sql;
import io.vigie.api.list.Answering;
import io.vigie.api.list.Columns;
import io.vigie.api.list.Lists;
import io.vigie.api.list.Sight;
import io.vigie.api.list.Snapshot;
import io.vigie.api.list.Snapshots;
import io.vigie.api.node.NodeTable;
import io.vigie.contract.availability.Availability;
import io.vigie.contract.availability.Shape;
import io.vigie.contract.availability.Topology;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the tables say would stop: the nodes that go, the services on them, where else these run.
 */
@Singleton
final class ImpactReader {
  private static final int MOST_NODES = 5_000;
  private static final int MOST_SERVICES = 20_000;
  private static final int NODES_SHOWN = 200;
  private static final int SERVICES_SHOWN = 1_000;
  private static final int AT_ONCE = 500;

  private static final Comparator<Impact.Lost> WORST_FIRST =
      Comparator.comparing(Impact.Lost::fate)
          .thenComparing(lost -> !lost.env().equals("PRD"))
          .thenComparing(Impact.Lost::id);

  private final Snapshots snapshots;
  private final Lists lists;

  ImpactReader(Snapshots snapshots, Lists lists) {
    this.snapshots = snapshots;
    this.lists = lists;
  }

  /** A service as its row has it. */
  private record Service(Impact.Lost row, Shape shape) {}

  /**
   * @param q filters that find the nodes
   * @param feeds that fail: of the nodes found those go that have no other one; empty: all go
   */
  Impact read(List<String> q, List<String> feeds, Sight sight) {
    return snapshots.read(
        tables -> {
          List<String> found =
              lists.ids(tables, NodeTable.TABLE, asked(q, feeds), sight, MOST_NODES + 1);
          if (found.size() > MOST_NODES) {
            throw Refusal.wrong("that is more than " + MOST_NODES + " nodes; add a filter");
          }
          Set<String> going = new HashSet<>(found);
          if (!feeds.isEmpty()) {
            going.removeAll(fedElsewhere(tables, found, feeds));
          }
          List<String> nodes = going.stream().sorted().toList();
          return impact(nodes, found.size() - nodes.size(), lost(tables, nodes, sight));
        });
  }

  private static Impact impact(List<String> nodes, int spared, List<Impact.Lost> lost) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (Fate fate : Fate.values()) {
      counts.put(fate.wire(), (int) lost.stream().filter(one -> one.fate() == fate).count());
    }
    return new Impact(
        nodes.size(),
        nodes.stream().limit(NODES_SHOWN).toList(),
        spared,
        counts,
        lost.stream().sorted(WORST_FIRST).limit(SERVICES_SHOWN).toList());
  }

  private static List<String> asked(List<String> q, List<String> feeds) {
    if (feeds.isEmpty()) {
      return q;
    }
    List<String> all = new ArrayList<>(q);
    all.add(
        feeds.stream()
            .map(feed -> "power=\"" + feed.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
            .collect(Collectors.joining(" or ")));
    return all;
  }

  private static List<String> fedElsewhere(Snapshot tables, List<String> nodes, List<String> feeds)
      throws SQLException {
    List<String> spared = new ArrayList<>();
    for (List<String> some : parts(nodes)) {
      tables.all(
          in("SELECT node,power FROM node_edit WHERE node IN ", some, Sql.TRUE),
          row ->
              !feeds.containsAll(row.json("power", Answering.NAMES))
                  && spared.add(row.text("node")));
    }
    return spared;
  }

  private static List<Impact.Lost> lost(Snapshot tables, List<String> nodes, Sight sight)
      throws SQLException {
    Set<String> concerned = new HashSet<>();
    for (List<String> some : parts(nodes)) {
      concerned.addAll(
          tables.all(
              in(
                  "SELECT DISTINCT CONCAT(i.cluster,'/',i.service) AS id FROM node d JOIN instance i"
                      + " ON i.node=d.node AND i.cluster=d.cluster WHERE d.id IN ",
                  some,
                  Sql.TRUE),
              row -> row.text("id")));
    }
    if (concerned.size() > MOST_SERVICES) {
      throw Refusal.wrong(
          "that concerns more than " + MOST_SERVICES + " services; add a filter, ask in parts");
    }
    Set<String> going = new HashSet<>(nodes);
    List<Impact.Lost> lost = new ArrayList<>();
    for (List<String> some : parts(concerned.stream().sorted().toList())) {
      Map<String, List<Place>> places = places(tables, some, going);
      for (Service service : services(tables, some, sight)) {
        Loss.of(service.shape(), places.getOrDefault(service.row().id(), List.of()))
            .ifPresent(loss -> lost.add(with(service.row(), loss)));
      }
    }
    return lost;
  }

  private static List<Service> services(Snapshot tables, List<String> ids, Sight sight)
      throws SQLException {
    return tables.all(
        in(
            "SELECT s.id,s.cluster,s.service,s.app,s.env,s.avail,s.topology,s.flex_min,s.flex_max,"
                + Answering.ofService("s.app", "s.id")
                + " AS responsibles FROM service s WHERE s.id IN ",
            ids,
            sight.services("s")),
        ImpactReader::service);
  }

  private static Service service(Columns row) throws SQLException {
    Topology topology = Topology.parse(row.text("topology"));
    int least = (int) row.number("flex_min");
    return new Service(
        new Impact.Lost(
            row.text("id"),
            row.text("cluster"),
            row.text("service"),
            row.text("app"),
            row.text("env"),
            row.text("avail"),
            topology.wire(),
            Fate.DOWN,
            List.of(),
            List.of(),
            0,
            0,
            row.json("responsibles", Answering.NAMES).stream().distinct().toList()),
        new Shape(topology, least, Math.max(least, (int) row.number("flex_max"))));
  }

  private static Map<String, List<Place>> places(
      Snapshot tables, List<String> services, Set<String> going) throws SQLException {
    Map<String, List<Place>> places = new HashMap<>();
    List<String> names =
        services.stream().map(id -> id.substring(id.indexOf('/') + 1)).distinct().toList();
    tables.all(
        in(
            "SELECT i.cluster,i.service,i.node,i.avail,i.trusted,i.stale,i.frozen,i.provisioned"
                + " FROM instance i WHERE i.service IN ",
            names,
            Sql.TRUE),
        row ->
            places
                .computeIfAbsent(
                    row.text("cluster") + '/' + row.text("service"), id -> new ArrayList<>())
                .add(place(row, going)));
    return places;
  }

  private static Place place(Columns row, Set<String> going) throws SQLException {
    boolean trusted = row.flag("trusted");
    return new Place(
        row.text("node"),
        going.contains(row.text("cluster") + '/' + row.text("node")),
        Availability.parse(row.text("avail")),
        trusted && !row.flag("stale"),
        trusted,
        row.flag("provisioned") && !row.flag("frozen"));
  }

  private static Impact.Lost with(Impact.Lost row, Loss loss) {
    return new Impact.Lost(
        row.id(),
        row.cluster(),
        row.service(),
        row.app(),
        row.env(),
        row.avail(),
        row.topology(),
        loss.fate(),
        loss.goes(),
        loss.to(),
        loss.serving(),
        loss.least(),
        row.responsibles());
  }

  private static Sql in(String select, List<String> values, Sql and) {
    String places = String.join(",", Collections.nCopies(values.size(), "?"));
    return new Sql(select + '(' + places + ')', new ArrayList<>(values)).and(and);
  }

  private static List<List<String>> parts(List<String> all) {
    List<List<String>> parts = new ArrayList<>();
    for (int from = 0; from < all.size(); from += AT_ONCE) {
      parts.add(all.subList(from, Math.min(all.size(), from + AT_ONCE)));
    }
    return parts;
  }
}
