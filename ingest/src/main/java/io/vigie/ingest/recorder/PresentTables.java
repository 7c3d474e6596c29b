package io.vigie.ingest.recorder;

import io.vigie.contract.event.InstanceHealth;
import io.vigie.contract.event.Maintenance;
import io.vigie.contract.event.NodeHealth;
import io.vigie.contract.event.NodeInventory;
import io.vigie.contract.event.ServiceConfig;
import io.vigie.contract.event.ServiceHealth;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Instances, services, nodes and what they are made of, now. */
final class PresentTables {
  private static final String INSTANCE =
      Sql.upsert(
          "instance",
          List.of("id", "cluster", "service", "node"),
          "n",
          "avail",
          "overall",
          "trusted",
          "stale",
          "stale_reason",
          "frozen",
          "provisioned",
          "misplaced",
          "served_elsewhere",
          "since",
          "known_from",
          "last_report",
          "app",
          "env",
          "node_env",
          "container_type",
          "topology",
          "preferred_node",
          "action",
          "monitor",
          "badges",
          "resources",
          "part",
          "pos");

  private static final String SERVICE =
      Sql.upsert(
          "service",
          List.of("id", "cluster", "service"),
          "n",
          "avail",
          "overall",
          "stale",
          "frozen",
          "misplaced",
          "since",
          "known_from",
          "app",
          "env",
          "container_type",
          "topology",
          "flex_min",
          "flex_max",
          "preferred_node",
          "nodes",
          "up_nodes",
          "warn_nodes",
          "last_known_up_on",
          "instances",
          "action",
          "badges",
          "part",
          "pos");

  private static final String NODE =
      Sql.upsert(
          "node",
          List.of("id", "cluster", "node"),
          "n",
          "state",
          "frozen",
          "since",
          "known_from",
          "last_seen",
          "skew_millis",
          "grace_seconds",
          "maintenance_until",
          "maintenance_comment",
          "maintenance_by",
          "env",
          "site",
          "boot_id",
          "agent_version",
          "epoch",
          "part",
          "pos");

  private static final String CONFIG =
      Sql.upsertInOrder(
          "service_config",
          List.of("id", "cluster", "service", "node"),
          "stamp",
          "checksum",
          "content",
          "part",
          "pos");

  private static final String INVENTORY =
      Sql.upsertInOrder(
          "node_inventory",
          List.of("id"),
          "hostname",
          "team",
          "location",
          "os",
          "os_version",
          "kernel",
          "arch",
          "manufacturer",
          "model",
          "serial",
          "cpu_model",
          "cpu_threads",
          "memory_bytes",
          "addresses",
          "requests",
          "part",
          "pos");

  private PresentTables() {}

  static void write(Connection connection, Batch batch) throws SQLException {
    put(connection, "instance", INSTANCE, batch.instances.values(), PresentTables::bindInstance);
    put(connection, "service", SERVICE, batch.services.values(), PresentTables::bindService);
    put(connection, "node", NODE, batch.nodes.values(), PresentTables::bindNode);
    Sql.write(connection, CONFIG, batch.configs.values(), PresentTables::bindConfig);
    Sql.write(connection, INVENTORY, batch.inventories.values(), PresentTables::bindInventory);
  }

  private static <E> void put(
      Connection connection,
      String table,
      String sql,
      Collection<Placed<E>> rows,
      Sql.Binder<Placed<E>> binder)
      throws SQLException {
    List<Placed<E>> present = new ArrayList<>(rows.size());
    List<String> gone = new ArrayList<>();
    for (Placed<E> row : rows) {
      if (row.event() == null) {
        gone.add(row.id());
      } else {
        present.add(row);
      }
    }
    Sql.write(connection, sql, present, binder);
    Sql.delete(connection, table, gone);
  }

  private static void bindInstance(PreparedStatement statement, Placed<InstanceHealth> row)
      throws SQLException {
    InstanceHealth e = row.event();
    new Values(statement)
        .text(row.id())
        .text(e.instance().cluster())
        .text(e.instance().service())
        .text(e.instance().node())
        .number(e.n())
        .text(e.avail().wire())
        .text(e.overall().wire())
        .flag(e.trusted())
        .flag(e.stale())
        .text(e.staleReason())
        .flag(e.frozen())
        .flag(e.provisioned())
        .flag(e.misplaced())
        .flag(e.servedElsewhere())
        .moment(e.since())
        .moment(e.knownFrom())
        .moment(e.lastReport())
        .text(e.app())
        .text(e.env())
        .text(e.nodeEnv())
        .text(e.containerType())
        .text(e.topology().wire())
        .text(e.preferredNode())
        .text(e.action())
        .text(e.monitor())
        .json(e.groups())
        .json(e.resources())
        .number(row.part())
        .number(row.pos());
  }

  private static void bindService(PreparedStatement statement, Placed<ServiceHealth> row)
      throws SQLException {
    ServiceHealth e = row.event();
    new Values(statement)
        .text(row.id())
        .text(e.service().cluster())
        .text(e.service().service())
        .number(e.n())
        .text(e.avail().wire())
        .text(e.overall().wire())
        .flag(e.stale())
        .flag(e.frozen())
        .flag(e.misplaced())
        .moment(e.since())
        .moment(e.knownFrom())
        .text(e.app())
        .text(e.env())
        .text(e.containerType())
        .text(e.topology().wire())
        .number(e.flexMin())
        .number(e.flexMax())
        .text(e.preferredNode())
        .json(e.nodes())
        .json(e.upNodes())
        .json(e.warnNodes())
        .json(e.lastKnownUpOn())
        .number(e.instances())
        .text(e.action())
        .json(e.groups())
        .number(row.part())
        .number(row.pos());
  }

  private static void bindNode(PreparedStatement statement, Placed<NodeHealth> row)
      throws SQLException {
    NodeHealth e = row.event();
    Maintenance maintenance = e.maintenance();
    new Values(statement)
        .text(row.id())
        .text(e.node().cluster())
        .text(e.node().node())
        .number(e.n())
        .text(e.state().wire())
        .flag(e.frozen())
        .moment(e.since())
        .moment(e.knownFrom())
        .moment(e.lastSeen())
        .number(e.skewMillis())
        .number(e.graceSeconds())
        .moment(maintenance == null ? null : maintenance.until())
        .text(maintenance == null ? "" : maintenance.comment())
        .text(maintenance == null ? "" : maintenance.by())
        .text(e.env())
        .text(e.site())
        .text(e.bootId())
        .text(e.agentVersion())
        .number(e.epoch())
        .number(row.part())
        .number(row.pos());
  }

  private static void bindConfig(PreparedStatement statement, Placed<ServiceConfig> row)
      throws SQLException {
    ServiceConfig e = row.event();
    new Values(statement)
        .text(row.id())
        .text(e.instance().cluster())
        .text(e.instance().service())
        .text(e.instance().node())
        .moment(e.stamp())
        .text(e.checksum())
        .text(e.content())
        .number(row.part())
        .number(row.pos())
        .number(row.order().seq())
        .number(row.order().epoch());
  }

  private static void bindInventory(PreparedStatement statement, Placed<NodeInventory> row)
      throws SQLException {
    NodeInventory e = row.event();
    new Values(statement)
        .text(row.id())
        .text(e.hostname())
        .text(e.team())
        .text(e.location())
        .text(e.os())
        .text(e.osVersion())
        .text(e.kernel())
        .text(e.arch())
        .text(e.manufacturer())
        .text(e.model())
        .text(e.serial())
        .text(e.cpuModel())
        .number(e.cpuThreads())
        .number(e.memoryBytes())
        .json(e.addresses())
        .json(e.requests())
        .number(row.part())
        .number(row.pos())
        .number(row.order().seq())
        .number(row.order().epoch());
  }
}
