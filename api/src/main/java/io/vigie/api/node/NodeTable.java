package io.vigie.api.node;

import io.vigie.api.filter.Field;
import io.vigie.api.filter.Fields;
import io.vigie.api.list.Answering;
import io.vigie.api.list.RowTable;
import io.vigie.api.list.Sort;
import io.vigie.contract.event.NodeState;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Nodes, worst first. */
public final class NodeTable {
  public static final RowTable<NodeRow> TABLE =
      new RowTable<>(
          "nodes",
          "node d",
          NodePlace.BESIDES,
          NodeRow.COLUMNS,
          "d.id",
          new Fields(
              List.of(
                  Field.text("id", "d.id"),
                  Field.text("cluster", "d.cluster"),
                  Field.text("node", "d.node"),
                  state(),
                  Field.flag("frozen", "d.frozen"),
                  Field.moment("maintenanceUntil", "d.maintenance_until").orAbsent(),
                  Field.text("maintenanceComment", "d.maintenance_comment").unsorted(),
                  Field.text("maintenanceBy", "d.maintenance_by").unsorted(),
                  Field.text("env", "d.env"),
                  Field.text("site", NodePlace.SITE),
                  Field.text("building", NodePlace.BUILDING),
                  Field.text("room", NodePlace.ROOM),
                  Field.text("rack", NodePlace.RACK),
                  Field.text("enclosure", NodePlace.ENCLOSURE),
                  Field.text("slot", NodePlace.SLOT),
                  Field.names("power", NodePlace.POWER),
                  Field.text("app", NodeExtras.APP),
                  Answering.field(NodeExtras.RESPONSIBLES),
                  Field.names("apps", NodeExtras.APPS),
                  Field.text("team", NodePlace.TEAM),
                  Field.text("location", "v.location").orAbsent(),
                  Field.text("os", "v.os").orAbsent(),
                  Field.text("osVersion", "v.os_version").orAbsent(),
                  Field.text("arch", "v.arch").orAbsent(),
                  Field.text("manufacturer", "v.manufacturer").orAbsent(),
                  Field.text("model", "v.model").orAbsent(),
                  Field.text("serial", NodePlace.SERIAL),
                  Field.text("asset", "said.asset").orAbsent(),
                  Field.moment("warrantyEnd", "said.warranty_end").orAbsent(),
                  Field.moment("maintenanceEnd", "said.maintenance_end").orAbsent(),
                  Field.text("comment", "said.comment").orAbsent().unsorted(),
                  Field.names("address", NodePlace.ADDRESS),
                  Field.number("cpuThreads", "COALESCE(v.cpu_threads,0)"),
                  Field.number("memoryBytes", "COALESCE(v.memory_bytes,0)"),
                  Field.text("agentVersion", "d.agent_version"),
                  Field.number("skewMillis", "d.skew_millis"),
                  Field.number("instances", NodeExtras.INSTANCES),
                  Field.moment("lastSeen", "d.last_seen").orAbsent(),
                  Field.moment("since", "d.since"))),
          List.of(new Sort.Key("d.badness", true, false)),
          List.of(),
          sight -> sight.nodes("d"),
          NodeRow::read);

  private NodeTable() {}

  // column badness is made of the state: said too, its index answers
  private static Field state() {
    List<String> words = Arrays.stream(NodeState.values()).map(NodeState::wire).toList();
    return Field.word("state", "d.state", words)
        .implying(
            Map.of(
                "silent", "d.badness=60",
                "leaving", "d.badness=30",
                "known", "d.badness=20",
                "alive", "d.badness=5",
                "retired", "d.badness=0"));
  }
}
