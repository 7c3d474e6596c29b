package io.vigie.ingest.recorder;

import io.vigie.contract.event.SyncHealth;
import io.vigie.contract.event.SyncResult;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Copies of data: how each stands, and every run. A run counts once, in whichever month it was
 * first read: those the table has are looked up, as lines of actions are.
 */
final class SyncTables {
  private static final int LOOKUP = 500;

  private static final String COPY =
      Sql.upsert(
          "sync_copy",
          List.of("id", "cluster", "service", "rid", "target"),
          "source",
          "app",
          "env",
          "disaster",
          "state",
          "since",
          "status",
          "action",
          "begin_at",
          "end_at",
          "reason",
          "files",
          "bytes",
          "speed",
          "snapshot",
          "last_good",
          "next_due",
          "max_delay",
          "lag_seconds",
          "part",
          "pos");

  private static final String RUN =
      Sql.insertOnce(
          "sync_run",
          "id",
          "month",
          "copy",
          "node",
          "action",
          "begin_at",
          "end_at",
          "status",
          "reason",
          "files",
          "bytes",
          "speed",
          "snapshot",
          "lag_seconds",
          "part",
          "pos");

  private SyncTables() {}

  /**
   * A run, and where it is kept.
   *
   * @param month of the record's append time
   */
  record Run(SyncResult event, int month, int part, long pos) {}

  static void write(Connection connection, Batch batch) throws SQLException {
    List<Placed<SyncHealth>> there = new ArrayList<>();
    List<String> gone = new ArrayList<>();
    for (Placed<SyncHealth> placed : batch.syncs.values()) {
      if (placed.event().removed()) {
        gone.add(placed.id());
      } else {
        there.add(placed);
      }
    }
    Sql.write(connection, COPY, there, SyncTables::bindCopy);
    Sql.delete(connection, "sync_copy", gone);
    Set<String> recorded = recorded(connection, batch.syncRuns.keySet());
    List<Run> runs =
        batch.syncRuns.values().stream()
            .filter(run -> !recorded.contains(run.event().id()))
            .toList();
    Sql.write(connection, RUN, runs, SyncTables::bindRun);
  }

  private static Set<String> recorded(Connection connection, Collection<String> ids)
      throws SQLException {
    List<String> all = List.copyOf(ids);
    Set<String> found = new HashSet<>();
    for (int from = 0; from < all.size(); from += LOOKUP) {
      List<String> some = all.subList(from, Math.min(all.size(), from + LOOKUP));
      String places = String.join(",", Collections.nCopies(some.size(), "?"));
      try (PreparedStatement query =
          connection.prepareStatement("SELECT id FROM sync_run WHERE id IN (" + places + ")")) {
        Values values = new Values(query);
        for (String id : some) {
          values.text(id);
        }
        try (ResultSet rows = query.executeQuery()) {
          while (rows.next()) {
            found.add(rows.getString(1));
          }
        }
      }
    }
    return found;
  }

  private static void bindCopy(PreparedStatement statement, Placed<SyncHealth> row)
      throws SQLException {
    SyncHealth e = row.event();
    Values values =
        new Values(statement)
            .text(row.id())
            .text(e.service().cluster())
            .text(e.service().service())
            .text(e.rid().toString())
            .text(e.target())
            .text(e.source())
            .text(e.app())
            .text(e.env())
            .flag(e.disaster())
            .text(e.state().wire())
            .moment(e.since())
            .text(e.status().wire())
            .text(e.action())
            .moment(e.begin())
            .moment(e.end())
            .text(e.reason())
            .number(e.files())
            .number(e.bytes())
            .number(e.bytesPerSecond())
            .text(e.snapshot())
            .moment(e.lastGood())
            .moment(e.nextDue())
            .number(e.maxDelaySeconds());
    values.numberOrNull(e.lagSeconds()).number(row.part()).number(row.pos());
  }

  private static void bindRun(PreparedStatement statement, Run row) throws SQLException {
    SyncResult e = row.event();
    new Values(statement)
        .text(e.id())
        .number(row.month())
        .text(SyncHealth.id(e.instance().serviceId(), e.rid(), e.target()))
        .text(e.instance().node())
        .text(e.action())
        .moment(e.begin())
        .moment(e.end())
        .text(e.status().wire())
        .text(e.skipReason())
        .number(e.files())
        .number(e.bytes())
        .number(e.bytesPerSecond())
        .text(e.snapshot())
        .numberOrNull(e.lagSeconds())
        .number(row.part())
        .number(row.pos());
  }
}
