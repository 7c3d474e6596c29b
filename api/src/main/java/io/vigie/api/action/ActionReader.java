package io.vigie.api.action;

import io.vigie.api.filter.Sql;
import io.vigie.api.list.Sight;
import io.vigie.api.list.Snapshot;
import io.vigie.api.list.Snapshots;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What the tables know of one action. */
@Singleton
final class ActionReader {
  /** Lines shown of each end of a log. */
  private static final int END = 1_000;

  private final Snapshots snapshots;

  ActionReader(Snapshots snapshots) {
    this.snapshots = snapshots;
  }

  /** Empty when there is none, or none that this person may see. */
  Optional<ActionAnswer> read(String id, Sight sight) {
    return snapshots.read(
        snapshot -> {
          Optional<ActionDetail> action =
              snapshot.one(
                  Sql.of(
                      "SELECT "
                          + ActionDetail.COLUMNS
                          + " FROM "
                          + ActionTable.TABLE.joined()
                          + " WHERE a.id=?",
                      id),
                  ActionDetail::read);
          return action.isEmpty() || !sight.sees(action.get().row().scope())
              ? Optional.empty()
              : Optional.of(new ActionAnswer(action.get(), log(snapshot, id)));
        });
  }

  private static List<LineRow> log(Snapshot snapshot, String id) throws SQLException {
    String lines = "SELECT " + LineRow.COLUMNS + " FROM action_line WHERE action=? ORDER BY number";
    return snapshot.all(
        Sql.of(
            "(" + lines + " LIMIT ?) UNION (" + lines + " DESC LIMIT ?) ORDER BY number",
            id,
            END,
            id,
            END),
        LineRow::read);
  }
}
