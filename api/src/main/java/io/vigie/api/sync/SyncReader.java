package io.vigie.api.sync;

import io.vigie.api.filter.Condition;
import io.vigie.api.filter.Sql;
import io.vigie.api.list.Sight;
import io.vigie.api.list.Snapshot;
import io.vigie.api.list.Snapshots;
import io.vigie.api.node.NodePlace;
import io.vigie.filter.FilterParser;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the tables know of copies beside their list. */
@Singleton
final class SyncReader {
  private static final int RUNS = 500;
  private static final int SITES = 1_000;

  private final Snapshots snapshots;

  SyncReader(Snapshots snapshots) {
    this.snapshots = snapshots;
  }

  /** Empty when there is none, or none that this person may see. */
  Optional<SyncAnswer> read(String id, Sight sight) {
    return snapshots.read(
        snapshot -> {
          Optional<SyncRow> copy = copy(snapshot, id);
          if (copy.isEmpty() || !sight.sees(copy.get().scope())) {
            return Optional.empty();
          }
          List<RunRow> runs = runs(snapshot, id);
          boolean more = runs.size() > RUNS;
          return Optional.of(new SyncAnswer(copy.get(), more ? runs.subList(0, RUNS) : runs, more));
        });
  }

  private static Optional<SyncRow> copy(Snapshot snapshot, String id) throws SQLException {
    return snapshot.one(
        Sql.of(
            "SELECT " + SyncRow.COLUMNS + " FROM " + SyncTable.TABLE.joined() + " WHERE c.id=?",
            id),
        SyncRow::read);
  }

  private static List<RunRow> runs(Snapshot snapshot, String id) throws SQLException {
    return snapshot.all(
        Sql.of(
            "SELECT "
                + RunRow.COLUMNS
                + " FROM sync_run r WHERE r.copy=? ORDER BY r.end_at DESC LIMIT ?",
            id,
            RUNS + 1),
        RunRow::read);
  }

  /**
   * Copies that somebody sees, by the site that keeps them.
   *
   * @param q as the list takes them
   * @throws io.vigie.filter.QueryException when a filter is wrong
   */
  SitesAnswer sites(List<String> q, Sight sight) {
    Sql where =
        Condition.of(FilterParser.parse(q), SyncTable.TABLE.fields(), Instant.now())
            .and(SyncTable.TABLE.seen().apply(sight));
    Sql question =
        new Sql(
            "SELECT "
                + NodePlace.SITE
                + " AS site,"
                + SiteRow.COLUMNS
                + " FROM "
                + SyncTable.TABLE.joined()
                + " WHERE "
                + where.text()
                + " GROUP BY site,c.disaster ORDER BY c.disaster DESC,site LIMIT "
                + SITES,
            where.args());
    return snapshots.read(snapshot -> new SitesAnswer(snapshot.all(question, SiteRow::read)));
  }
}
