package io.vigie.api.alert;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.type.TypeReference;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vigie.api.list.Columns;
import io.vigie.api.list.Moment;
import io.vigie.contract.alert.AlertMove;
import io.vigie.contract.alert.AlertState;
import io.vigie.contract.alert.Severity;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** One transition of an alert, with what decided it. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "AlertChange", description = "One transition of an alert, with what decided it")
record ChangeRow(
    @Schema(
            description =
                "raised, escalated, acknowledged, unacknowledged, held, released, flapping, steady,"
                    + " resolved or changed",
            type = "string")
        AlertMove move,
    @Moment Instant at,
    long n,
    Severity severity,
    AlertState state,
    long episode,
    int occurrence,
    @Schema(description = "Alert that is its root; empty for none") String heldBy,
    @Schema(description = "When what raised it began") @Moment Instant since,
    @Schema(description = "Why it ended; empty while open") String reason,
    @Schema(description = "Who had acknowledged it then; empty: nobody") String acknowledged,
    @Schema(description = "What they had said") String comment,
    Map<String, String> facts,
    @Schema(description = "The records that decided it, newest last") List<EvidenceRow> evidence) {
  static final TypeReference<List<EvidenceRow>> EVIDENCE = new TypeReference<>() {};

  static final String COLUMNS =
      "move,at,n,severity,state,episode,occurrence,held_by,since,reason,by_whom,comment,facts,"
          + "evidence";

  /** A record that decided it, and the fields of it that count, before and after. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  @Schema(name = "AlertEvidence", description = "A record that decided a transition")
  record EvidenceRow(
      @Schema(example = "vigie.instance-status.v1-3@4711", description = "topic-partition@offset")
          String cause,
      Map<String, String> before,
      Map<String, String> after) {
    EvidenceRow {
      before = before == null ? Map.of() : before;
      after = after == null ? Map.of() : after;
    }
  }

  static ChangeRow read(Columns columns) throws SQLException {
    return new ChangeRow(
        AlertMove.parse(columns.text("move")),
        columns.moment("at"),
        columns.number("n"),
        AlertRow.severity(columns),
        AlertState.parse(columns.text("state")),
        columns.number("episode"),
        (int) columns.number("occurrence"),
        columns.text("held_by"),
        columns.moment("since"),
        columns.text("reason"),
        columns.text("by_whom"),
        columns.text("comment"),
        columns.json("facts", AlertRow.FACTS),
        columns.json("evidence", EVIDENCE));
  }
}
