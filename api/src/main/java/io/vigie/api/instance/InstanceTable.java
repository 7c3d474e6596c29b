package io.vigie.api.instance;

import io.vigie.api.filter.Field;
import io.vigie.api.filter.Fields;
import io.vigie.api.filter.Sql;
import io.vigie.api.list.Answering;
import io.vigie.api.list.Health;
import io.vigie.api.list.RowTable;
import io.vigie.api.list.Sight;
import io.vigie.api.list.Snapshot;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Instances, worst first. */
public final class InstanceTable {
  public static final RowTable<InstanceRow> TABLE =
      new RowTable<>(
          "instances",
          "instance i",
          InstanceRow.COLUMNS,
          "i.id",
          new Fields(fields()),
          Health.worstFirst("i"),
          sight -> sight.instances("i", "i.app"),
          InstanceRow::read);

  /** Most instances the page of one service or node shows. */
  private static final int MOST_SHOWN = 1_000;

  private InstanceTable() {}

  private static List<Field> fields() {
    List<Field> fields = new ArrayList<>();
    fields.add(Field.text("id", "i.id"));
    fields.add(Field.text("cluster", "i.cluster").unsorted());
    fields.add(Field.text("service", "i.service"));
    fields.add(Field.text("node", "i.node"));
    fields.add(Field.text("env", "i.env"));
    fields.add(Field.text("nodeEnv", "i.node_env"));
    fields.add(Field.text("app", "i.app"));
    fields.add(Answering.field(InstanceRow.RESPONSIBLES));
    fields.add(Field.text("containerType", "i.container_type"));
    fields.add(Field.word("topology", "i.topology", List.of("failover", "flex")).unsorted());
    fields.add(Field.text("preferredNode", "i.preferred_node"));
    fields.add(Health.avail("i"));
    fields.add(Field.word("overall", "i.overall", Health.WORDS));
    fields.add(Field.flag("trusted", "i.trusted").unsorted());
    fields.add(Health.stale("i"));
    fields.add(Field.text("staleReason", "i.stale_reason").unsorted());
    fields.add(Field.flag("frozen", "i.frozen").unsorted());
    fields.add(Field.flag("provisioned", "i.provisioned").unsorted());
    fields.add(Field.flag("misplaced", "i.misplaced").unsorted());
    fields.add(
        Field.flag("servedElsewhere", "i.served_elsewhere")
            .implying(Map.of("true", "i.badness IN (8,25,30)"))
            .unsorted());
    fields.add(Field.text("action", "i.action").unsorted());
    fields.add(Field.text("monitor", "i.monitor").unsorted());
    fields.add(Field.moment("since", "i.since"));
    fields.add(Field.moment("lastReport", "i.last_report").orAbsent());
    Health.groups("i").forEach(fields::add);
    return fields;
  }

  /** Instances of one service with their resources, by node. */
  public static List<InstanceDetail> ofService(Snapshot snapshot, String cluster, String service)
      throws SQLException {
    return snapshot.all(
        Sql.of(
            "SELECT "
                + InstanceRow.COLUMNS
                + ",i.resources FROM instance i"
                + " WHERE i.service=? AND i.cluster=? ORDER BY i.node LIMIT ?",
            service,
            cluster,
            MOST_SHOWN),
        InstanceDetail::read);
  }

  /** Instances on one node that a person sees, worst first. */
  public static List<InstanceRow> ofNode(
      Snapshot snapshot, String cluster, String node, Sight sight) throws SQLException {
    Sql where = Sql.of("i.node=? AND i.cluster=?", node, cluster).and(TABLE.seen().apply(sight));
    return snapshot.all(
        new Sql(
            "SELECT "
                + InstanceRow.COLUMNS
                + " FROM instance i WHERE "
                + where.text()
                + " ORDER BY i.badness DESC, i.id LIMIT "
                + MOST_SHOWN,
            where.args()),
        InstanceRow::read);
  }
}
