package io.vigie.api.check;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vigie.api.list.Columns;
import io.vigie.api.list.Moment;
import io.vigie.api.list.Row;
import io.vigie.api.list.Scope;
import io.vigie.contract.check.CheckState;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** What a node measured of one thing, and how that stands to its bounds. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "CheckRow", description = "What a node measured last of one thing")
public record CheckRow(
    @Schema(
            example = "prod/n1:fs_u /srv",
            description = "After check-out-of-bounds: or check-stale: the id of the alert about it")
        String id,
    @Schema(description = "Offset of the newest record about it: the greater is the newer") long n,
    String cluster,
    String node,
    @Schema(example = "fs_u") String kind,
    @Schema(example = "/srv", description = "Empty where there is but one of its kind")
        String instance,
    @Schema(description = "Service it is of; empty for none") String service,
    BigDecimal value,
    @Schema(example = "%") String unit,
    @Schema(description = "A value below it is out of bounds; null: no bound") BigDecimal low,
    @Schema(description = "A value above it is out of bounds; null: no bound") BigDecimal high,
    @Schema(description = "Threshold the bounds are of; empty: the default of the kind")
        String threshold,
    @Schema(description = "ok, low or high") CheckState state,
    @Schema(description = "When it was read last") @Moment Instant read,
    @Schema(description = "Of its node") String env,
    @Schema(description = "Of its node, as its agent says") String site)
    implements Row {
  /** Columns of {@link CheckTable#TABLE} that {@link #read} wants. */
  static final String COLUMNS =
      "c.id,c.pos,c.cluster,c.node,c.kind,c.instance,c.service,c.value,c.unit,c.low,c.high,"
          + "c.threshold,c.state,c.read_at,COALESCE(d.env,'') AS env,COALESCE(d.site,'') AS site";

  @Override
  public Scope scope() {
    return new Scope(
        List.of(),
        service.isEmpty() ? List.of() : List.of(cluster + '/' + service),
        List.of(cluster + '/' + node));
  }

  static CheckRow read(Columns columns) throws SQLException {
    return new CheckRow(
        columns.text("id"),
        columns.number("pos"),
        columns.text("cluster"),
        columns.text("node"),
        columns.text("kind"),
        columns.text("instance"),
        columns.text("service"),
        columns.decimal("value"),
        columns.text("unit"),
        columns.decimal("low"),
        columns.decimal("high"),
        columns.text("threshold"),
        CheckState.parse(columns.text("state")),
        columns.moment("read_at"),
        columns.text("env"),
        columns.text("site"));
  }
}
