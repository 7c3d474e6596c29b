package io.vigie.api.node;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vigie.api.act.Act;
import io.vigie.api.act.Difference;
import io.vigie.api.act.Outcome;
import io.vigie.api.app.Apps;
import io.vigie.api.cells.Cells;
import io.vigie.api.filter.Field;
import io.vigie.api.filter.Sql;
import io.vigie.api.list.Answering;
import io.vigie.api.list.Columns;
import io.vigie.api.list.Missing;
import io.vigie.api.list.Snapshot;
import io.vigie.api.policy.Policies;
import io.vigie.contract.event.AuditAct;
import io.vigie.contract.event.NodePolicy;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.wire.Json;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What people say of nodes, and what may become of it. */
public final class NodeEdits {
  /** What a line of a file may say. */
  public static final List<String> COLUMNS =
      List.of(
          "app",
          "site",
          "building",
          "room",
          "rack",
          "enclosure",
          "slot",
          "power",
          "team",
          "serial",
          "asset",
          "warrantyEnd",
          "maintenanceEnd",
          "comment");

  /** What the download has beside that. */
  public static final List<String> SHOWN =
      NodeTable.TABLE.fields().all().stream()
          .map(Field::name)
          .filter(name -> !COLUMNS.contains(name))
          .toList();

  private static final String KIND = "node";
  private static final int AT_ONCE = 500;
  private static final String KEPT =
      "app,site,building,room,rack,enclosure,slot,power,team,serial,asset,warranty_end,"
          + "maintenance_end,comment,n";

  private NodeEdits() {}

  /**
   * What people set of a node, with the number of the act that touched it last; 0 when none did.
   */
  record Known(NodeEdit edit, long n) {}

  /** What people set of a node that is there. */
  static Known known(Snapshot tables, String id) throws SQLException {
    if (tables
        .one(Sql.of("SELECT 1 FROM node WHERE id=" + Sql.place(id), id), row -> true)
        .isEmpty()) {
      throw Missing.object(KIND, id);
    }
    return kept(tables, id).orElse(new Known(NodeEdit.NOTHING, 0));
  }

  private static Optional<Known> kept(Snapshot tables, String id) throws SQLException {
    return tables.one(
        Sql.of("SELECT " + KEPT + " FROM node_edit WHERE node=" + Sql.place(id), id),
        NodeEdits::known);
  }

  /**
   * The same of many.
   *
   * @throws io.micronaut.http.exceptions.HttpStatusException 404 naming one that is not there
   */
  static Map<String, Known> known(Snapshot tables, List<String> ids) throws SQLException {
    Map<String, Known> known = new LinkedHashMap<>();
    for (List<String> some : parts(ids)) {
      String places = String.join(",", Collections.nCopies(some.size(), "?"));
      Set<String> there = new HashSet<>();
      tables.all(
          new Sql("SELECT id FROM node WHERE id IN (" + places + ")", List.copyOf(some)),
          row -> there.add(row.text("id")));
      for (String id : some) {
        if (!there.contains(id)) {
          throw Missing.object(KIND, id);
        }
        known.put(id, new Known(NodeEdit.NOTHING, 0));
      }
      tables.all(
          new Sql(
              "SELECT node," + KEPT + " FROM node_edit WHERE node IN (" + places + ")",
              List.copyOf(some)),
          row -> known.put(row.text("node"), known(row)));
    }
    return known;
  }

  private static Known known(Columns row) throws SQLException {
    return new Known(new NodeEdit(row.text("app"), said(row)), row.number("n"));
  }

  /** Tells what is said of many now. */
  static void tell(Act act, List<String> ids) throws SQLException {
    for (List<String> some : parts(ids)) {
      for (NodePolicy policy : Policies.nodes(act.tables(), some)) {
        act.tell(policy);
      }
    }
  }

  private static List<List<String>> parts(List<String> ids) {
    List<List<String>> parts = new ArrayList<>();
    for (int from = 0; from < ids.size(); from += AT_ONCE) {
      parts.add(ids.subList(from, Math.min(ids.size(), from + AT_ONCE)));
    }
    return parts;
  }

  static NodeSaid said(Columns row) throws SQLException {
    return new NodeSaid(
        row.text("site"),
        row.text("building"),
        row.text("room"),
        row.text("rack"),
        row.text("enclosure"),
        row.text("slot"),
        row.json("power", Answering.NAMES),
        row.text("team"),
        row.text("serial"),
        row.text("asset"),
        row.day("warranty_end"),
        row.day("maintenance_end"),
        row.text("comment"));
  }

  /** In the place of what was before, told and noted when it differs. */
  static Outcome change(Act act, String id, NodeEdit before, NodeEdit wish) throws SQLException {
    if (wish.equals(before)) {
      return Outcome.UNCHANGED;
    }
    if (!wish.app().equals(before.app())) {
      Apps.require(act.tables(), wish.app());
    }
    put(act, id, before, wish);
    act.tell(Policies.node(act.tables(), NodeId.parse(id)));
    return Outcome.CHANGED;
  }

  /** Written and noted, not yet told. */
  static Difference put(Act act, String id, NodeEdit before, NodeEdit wish) throws SQLException {
    write(act, id, wish);
    Difference difference = Difference.of(before, wish);
    act.note(AuditAct.CHANGE, KIND, id, difference.before(), difference.after());
    return difference;
  }

  /**
   * What was said of a node goes to its new name where nothing is said of that; noted, not told.
   *
   * @return whether anything was kept of it
   */
  public static boolean pass(Act act, String was, String now) throws SQLException {
    Optional<Known> former = kept(act.tables(), was);
    if (former.isEmpty()) {
      return false;
    }
    NodeEdit said = former.get().edit();
    NodeEdit before = kept(act.tables(), now).map(Known::edit).orElse(NodeEdit.NOTHING);
    if (!before.or(said).equals(before)) {
      put(act, now, before, before.or(said));
    }
    act.update("DELETE FROM node_edit WHERE node=?", was);
    if (!said.equals(NodeEdit.NOTHING)) {
      Difference lost = Difference.of(said, NodeEdit.NOTHING);
      act.note(AuditAct.CHANGE, KIND, was, lost.before(), lost.after());
    }
    return true;
  }

  private static void write(Act act, String id, NodeEdit wish) throws SQLException {
    NodeSaid said = wish.said();
    act.update(
        "REPLACE INTO node_edit (node," + KEPT + ") VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        id,
        wish.app(),
        said.site(),
        said.building(),
        said.room(),
        said.rack(),
        said.enclosure(),
        said.slot(),
        json(said.power()),
        said.team(),
        said.serial(),
        said.asset(),
        millis(said.warrantyEnd()),
        millis(said.maintenanceEnd()),
        said.comment(),
        act.n());
  }

  private static String json(List<String> names) {
    try {
      return Json.MAPPER.writeValueAsString(names);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Long millis(String day) {
    return day.isEmpty()
        ? null
        : LocalDate.parse(day).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
  }

  /**
   * What a line of an imported file says of a node; what it does not say stays, and what it says as
   * the list shows it is nothing new, whoever said it.
   */
  public static Outcome line(Act act, String id, Cells cells) throws SQLException {
    NodeEdit before = known(act.tables(), id).edit();
    NodeSaid wish =
        new NodeSaid(
                cell(cells, "site"),
                cell(cells, "building"),
                cell(cells, "room"),
                cell(cells, "rack"),
                cell(cells, "enclosure"),
                cell(cells, "slot"),
                cells.names("power").orElse(null),
                cell(cells, "team"),
                cell(cells, "serial"),
                cell(cells, "asset"),
                cell(cells, "warrantyEnd"),
                cell(cells, "maintenanceEnd"),
                cell(cells, "comment"))
            .checked()
            .but(shown(act.tables(), id));
    return change(
        act, id, before, new NodeEdit(cells.text("app", before.app()), wish.over(before.said())));
  }

  private static String cell(Cells cells, String column) {
    return cells.text(column).orElse(null);
  }

  /** As the list shows it: what people say, or else what the agent says. */
  private static NodeSaid shown(Snapshot tables, String id) throws SQLException {
    Optional<NodeSaid> shown =
        tables.one(
            Sql.of(
                "SELECT "
                    + NodeRow.COLUMNS
                    + " FROM "
                    + NodeTable.TABLE.joined()
                    + " WHERE d.id="
                    + Sql.place(id),
                id),
            NodeEdits::said);
    return shown.orElse(NodeSaid.NOTHING);
  }

  /** What the agent says of the same; it knows nothing of the rest. */
  static NodeSaid byAgent(Snapshot tables, String id) throws SQLException {
    return tables
        .one(
            Sql.of(
                "SELECT d.site,v.building,v.room,v.rack,v.enclosure,v.slot,"
                    + "'[]' AS power,v.team,v.serial,'' AS asset,NULL AS warranty_end,"
                    + "NULL AS maintenance_end,'' AS comment FROM node d"
                    + " LEFT JOIN node_inventory v ON v.id=d.id WHERE d.id="
                    + Sql.place(id),
                id),
            NodeEdits::said)
        .orElse(NodeSaid.NOTHING);
  }
}
