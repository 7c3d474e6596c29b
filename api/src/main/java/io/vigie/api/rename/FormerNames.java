package io.vigie.api.rename;

import io.vigie.api.filter.Sql;
import io.vigie.api.list.Snapshot;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What nodes and services were called before, as ids; the newest name first. */
public final class FormerNames {
  public static final String NODE = "node";
  public static final String SERVICE = "service";

  private FormerNames() {}

  /** All names it had, through any number of changes. */
  public static List<String> of(Snapshot tables, String kind, String id) throws SQLException {
    return tables.all(
        Sql.of(
            "WITH RECURSIVE had AS (SELECT was,1 AS depth FROM former_name WHERE of_kind=? AND now="
                + Sql.place(id)
                + " UNION ALL SELECT f.was,had.depth+1 FROM had JOIN former_name f"
                + " ON f.of_kind=? AND f.now=had.was WHERE had.depth<20)"
                + " SELECT was FROM had ORDER BY depth,was",
            kind,
            id,
            kind),
        row -> row.text("was"));
  }

  /** What it is called now; empty when it has this name still. */
  public static String now(Snapshot tables, String kind, String id) throws SQLException {
    String now = id;
    // names form no ring: see RenameController
    for (String next = next(tables, kind, now); !next.isEmpty(); next = next(tables, kind, now)) {
      now = next;
    }
    return now.equals(id) ? "" : now;
  }

  /** What it was called next; empty when it has this name still. */
  public static String next(Snapshot tables, String kind, String id) throws SQLException {
    return tables
        .one(
            Sql.of(
                "SELECT now FROM former_name WHERE of_kind=? AND was=" + Sql.place(id), kind, id),
            row -> row.text("now"))
        .orElse("");
  }

  /** The name itself and all it had, without their cluster. */
  public static List<String> names(String id, List<String> former) {
    List<String> names = new ArrayList<>(List.of(id));
    names.addAll(former);
    return names.stream().map(one -> one.substring(one.indexOf('/') + 1)).distinct().toList();
  }
}
