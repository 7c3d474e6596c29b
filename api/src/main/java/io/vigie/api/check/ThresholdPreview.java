package io.vigie.api.check;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vigie.api.filter.Sql;
import io.vigie.api.list.Sight;
import io.vigie.api.list.Snapshot;
import io.vigie.api.policy.Policies;
import io.vigie.check.Check;
import io.vigie.check.Thresholds;
import io.vigie.check.Thresholds.Chosen;
import io.vigie.contract.event.CheckThreshold;
import io.vigie.contract.id.NodeId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What a threshold would do if it were set now, of what somebody sees. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "CheckThresholdPreview", description = "What a threshold would do if it were set")
record ThresholdPreview(
    @Schema(description = "Checks it would count for, of those you see") int count,
    @Schema(description = "Of these out of bounds now") int out,
    @Schema(description = "Of these out of the bounds that hold until then") int before,
    @Schema(description = "The first of those that would be out of bounds") List<CheckRow> first) {
  private static final int MOST = 20;

  static ThresholdPreview of(Snapshot tables, CheckThreshold wish, Sight sight)
      throws SQLException {
    Thresholds thresholds = Thresholds.of(Policies.thresholds(tables));
    thresholds.put(wish);
    Sql which =
        Sql.of("c.kind=?", wish.kind()).and(ofNode(wish)).and(CheckTable.TABLE.seen().apply(sight));
    List<CheckRow> rows =
        tables.all(
            new Sql(
                "SELECT "
                    + CheckRow.COLUMNS
                    + " FROM "
                    + CheckTable.TABLE.joined()
                    + " WHERE "
                    + which.text()
                    + " ORDER BY c.id",
                which.args()),
            CheckRow::read);
    return of(rows, thresholds, wish.id());
  }

  private static Sql ofNode(CheckThreshold wish) {
    NodeId node = wish.node();
    return node == null
        ? Sql.TRUE
        : Sql.of("c.node=? AND c.cluster=?", node.node(), node.cluster());
  }

  private static ThresholdPreview of(List<CheckRow> rows, Thresholds thresholds, String id) {
    int count = 0;
    int before = 0;
    List<CheckRow> out = new ArrayList<>();
    for (CheckRow row : rows) {
      Chosen chosen = thresholds.of(check(row));
      if (chosen.id().equals(id)) {
        count++;
        before += row.state().out() ? 1 : 0;
        if (chosen.bounds().of(row.value()).out()) {
          out.add(row);
        }
      }
    }
    out.sort(Comparator.comparing(CheckRow::value).reversed());
    return new ThresholdPreview(count, out.size(), before, out.stream().limit(MOST).toList());
  }

  private static Check check(CheckRow row) {
    String service = row.service().isEmpty() ? "" : row.cluster() + '/' + row.service();
    return new Check(
        new NodeId(row.cluster(), row.node()),
        row.kind(),
        row.instance(),
        service,
        row.env(),
        row.site());
  }
}
