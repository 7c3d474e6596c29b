package io.vigie.api.sync;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vigie.api.list.Columns;
import io.vigie.api.list.Moment;
import java.sql.SQLException;
import java.time.Instant;

/** What would be lost if one site had to go on with its copies now. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "SyncSite", description = "The copies that one site keeps")
record SiteRow(
    @Schema(description = "Of the targets; empty when it is not known") String site,
    @Schema(description = "Copies against a disaster are counted apart") boolean disaster,
    int services,
    int copies,
    int failed,
    int late,
    @Schema(description = "Copies of which no good one is known") int never,
    @Schema(
            description =
                "Of the oldest good copy: what is newer would be lost; null: there is none")
        @Moment
        Instant oldest,
    @Schema(description = "Id of that copy; empty: there is none") String oldestId) {
  // as texts of one length moments sort as numbers do: the least begins with the oldest
  private static final String OLDEST = "MIN(IF(c.good<0,NULL,CONCAT(LPAD(c.good,20,'0'),c.id)))";

  static final String COLUMNS =
      "c.disaster AS disaster,COUNT(DISTINCT c.cluster,c.service) AS services,COUNT(*) AS copies,"
          + "SUM(c.state='failed') AS failed,SUM(c.state='late') AS late,SUM(c.state='never') AS no_copy,"
          + "MIN(IF(c.good<0,NULL,c.good)) AS oldest,SUBSTRING("
          + OLDEST
          + ",21) AS oldest_id";

  static SiteRow read(Columns columns) throws SQLException {
    return new SiteRow(
        columns.text("site"),
        columns.flag("disaster"),
        (int) columns.number("services"),
        (int) columns.number("copies"),
        (int) columns.number("failed"),
        (int) columns.number("late"),
        (int) columns.number("no_copy"),
        columns.moment("oldest"),
        columns.text("oldest_id"));
  }
}
