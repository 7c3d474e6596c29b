package io.vigie.api.node;

import io.vigie.api.filter.Sql;
import io.vigie.api.instance.InstanceTable;
import io.vigie.api.list.RowTable;
import io.vigie.api.list.Sight;
import io.vigie.api.list.Snapshot;
import io.vigie.api.list.Snapshots;
import io.vigie.api.rename.FormerNames;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the tables know of nodes. */
@Singleton
public final class NodeReader {
  private static final String FROM = NodeTable.TABLE.joined();

  private final Snapshots snapshots;

  NodeReader(Snapshots snapshots) {
    this.snapshots = snapshots;
  }

  /** Empty when there is none, or none that this person may see. */
  Optional<NodeAnswer> read(String cluster, String name, Sight sight) {
    String id = cluster + '/' + name;
    return snapshots.read(
        snapshot -> {
          Optional<NodeDetail> node =
              snapshot.one(
                  Sql.of(
                      "SELECT "
                          + NodeDetail.COLUMNS
                          + " FROM "
                          + FROM
                          + " WHERE d.id="
                          + Sql.place(id),
                      id),
                  NodeDetail::read);
          return node.isEmpty() || !sight.sees(node.get().row().scope())
              ? Optional.empty()
              : Optional.of(
                  new NodeAnswer(
                      node.get(),
                      FormerNames.of(snapshot, FormerNames.NODE, id),
                      now(snapshot, id, sight),
                      InstanceTable.ofNode(snapshot, cluster, name, sight)));
        });
  }

  private String now(Snapshot tables, String id, Sight sight) throws SQLException {
    String now = FormerNames.now(tables, FormerNames.NODE, id);
    return !now.isEmpty() && sees(tables, now, sight) ? now : "";
  }

  /** Whether there is such a node and this person may see it. */
  public boolean sees(Snapshot tables, String id, Sight sight) throws SQLException {
    Sql where = Sql.of("d.id=" + Sql.place(id), id).and(sight.nodes("d"));
    return tables
        .one(new Sql("SELECT 1 FROM node d WHERE " + where.text(), where.args()), row -> true)
        .isPresent();
  }

  /**
   * What rows of these nodes show beside their health: a live change does not carry it. A node that
   * is not recorded yet is left out, its row shows {@link NodeExtras#NONE}.
   *
   * @param ids {@code cluster/node}, up to some hundreds
   */
  public Map<String, NodeExtras> extras(Collection<String> ids) {
    return read(ids, NodeExtras.COLUMNS, NodeExtras::read);
  }

  /**
   * Where these nodes stand; one that is not recorded is left out.
   *
   * @param ids {@code cluster/node}, up to some hundreds
   */
  public Map<String, String> sites(Collection<String> ids) {
    return read(ids, NodePlace.SITE + " AS site", columns -> columns.text("site"));
  }

  private <T> Map<String, T> read(
      Collection<String> ids, String columns, RowTable.Mapper<T> mapper) {
    List<Object> wanted = List.copyOf(ids);
    if (wanted.isEmpty()) {
      return Map.of();
    }
    String places = String.join(",", Collections.nCopies(wanted.size(), "?"));
    Sql sql =
        new Sql(
            "SELECT d.id," + columns + " FROM " + FROM + " WHERE d.id IN (" + places + ")", wanted);
    Map<String, T> found = new HashMap<>();
    snapshots
        .read(snapshot -> snapshot.all(sql, row -> Map.entry(row.text("id"), mapper.read(row))))
        .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
    return found;
  }
}
