package io.vigie.api.silence;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vigie.api.alert.AlertRow;
import io.vigie.api.alert.AlertTable;
import io.vigie.api.filter.Condition;
import io.vigie.api.filter.Sql;
import io.vigie.api.list.Sight;
import io.vigie.api.list.Snapshot;
import io.vigie.contract.event.AppPolicy;
import io.vigie.contract.event.Silence;
import io.vigie.contract.wire.Json;
import io.vigie.filter.FilterParser;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** What a silence would hit if it were in force now, of what somebody sees. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "SilencePreview", description = "What a silence would hit if it were in force now")
record SilencePreview(
    @Schema(description = "Open alerts it hits, of those you see") long count,
    @Schema(description = "The worst of them") List<AlertRow> first) {
  private static final int MOST = 20;

  static SilencePreview of(Snapshot tables, Silence silence, Sight sight, Instant now)
      throws SQLException {
    List<String> q = silence.q().isEmpty() ? List.of() : List.of(silence.q());
    Sql hit =
        Sql.of("a.badness>0")
            .and(Condition.of(FilterParser.parse(q), AlertTable.TABLE.fields(), now))
            .and(ofApps(silence.apps()))
            .and(AlertTable.TABLE.seen().apply(sight));
    long count =
        tables
            .one(
                new Sql("SELECT COUNT(*) AS hits FROM alert a WHERE " + hit.text(), hit.args()),
                row -> row.number("hits"))
            .orElseThrow();
    List<AlertRow> first =
        tables.all(
            new Sql(
                "SELECT "
                    + AlertTable.TABLE.columns()
                    + " FROM alert a WHERE "
                    + hit.text()
                    + " ORDER BY a.badness DESC,a.raised DESC,a.id LIMIT "
                    + MOST,
                hit.args()),
            AlertTable.TABLE.mapper());
    return new SilencePreview(count, first);
  }

  /** As {@link io.vigie.silence.SilencePlan#hits} says of each. */
  private static Sql ofApps(List<String> apps) {
    if (apps.isEmpty()) {
      return Sql.TRUE;
    }
    Sql within = Sql.of("(a.apps<>'[]' AND JSON_CONTAINS(?,a.apps))", json(apps));
    return apps.contains(AppPolicy.NONE)
        ? within.or(Sql.of("(a.apps='[]' AND a.service<>'')"))
        : within;
  }

  private static String json(List<String> names) {
    try {
      return Json.MAPPER.writeValueAsString(names);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
