package io.vigie.api.silence;

import io.vigie.api.act.Refusal;
import io.vigie.api.filter.Sql;
import io.vigie.api.list.Columns;
import io.vigie.api.list.Sight;
import io.vigie.api.list.Snapshot;
import io.vigie.contract.event.Maintenance;
import io.vigie.contract.event.SilenceKind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A node that somebody works on, as the silence that it is. */
final class MaintainedNode {
  private static final int MOST = 1_000;

  private MaintainedNode() {}

  /**
   * @param id {@code maintenance:cluster/node}
   * @throws io.micronaut.http.exceptions.HttpStatusException 404 when nobody works on it, or it is
   *     not theirs to see
   */
  static SilenceAnswer silence(Snapshot tables, String id, Sight sight) throws SQLException {
    String node = id.substring(Maintenance.SILENCE.length());
    return read(tables, Sql.of("d.id=" + Sql.place(node), node), sight).stream()
        .findFirst()
        .orElseThrow(() -> Refusal.missing("silence", id.substring(0, Math.min(80, id.length()))));
  }

  /** All that this person sees; a thousand at most. */
  static List<SilenceAnswer> all(Snapshot tables, Sight sight) throws SQLException {
    return read(tables, Sql.TRUE, sight);
  }

  private static List<SilenceAnswer> read(Snapshot tables, Sql which, Sight sight)
      throws SQLException {
    Sql where = which.and(Sql.of("d.maintenance_until IS NOT NULL")).and(sight.nodes("d"));
    List<Object> args = new ArrayList<>(where.args());
    args.add(MOST);
    return tables.all(
        new Sql(
            "SELECT d.id,d.cluster,d.node,d.maintenance_until,d.maintenance_comment,"
                + "d.maintenance_by FROM node d WHERE "
                + where.text()
                + " ORDER BY d.id LIMIT ?",
            args),
        MaintainedNode::of);
  }

  private static SilenceAnswer of(Columns row) throws SQLException {
    return new SilenceAnswer(
        Maintenance.SILENCE + row.text("id"),
        SilenceKind.MAINTENANCE,
        "cluster=" + row.text("cluster") + " node=" + row.text("node"),
        List.of(),
        null,
        row.moment("maintenance_until"),
        "",
        "UTC",
        0,
        false,
        row.text("maintenance_comment"),
        row.text("maintenance_by"),
        true,
        row.moment("maintenance_until"),
        null,
        false,
        0);
  }
}
