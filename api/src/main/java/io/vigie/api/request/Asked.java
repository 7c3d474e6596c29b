package io.vigie.api.request;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vigie.api.list.Columns;
import io.vigie.api.list.Moment;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** A request with what became of it on each node. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "RequestDetail")
record Asked(
    @JsonUnwrapped RequestRow request,
    @Schema(description = "Whether you may confirm it") boolean confirmable,
    @Schema(description = "Whether you may withdraw it") boolean withdrawable,
    @Schema(description = "Those of what you may see") List<Item> items) {

  /** Its action on one node. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  @Schema(name = "RequestItem")
  record Item(
      String cluster,
      String service,
      String node,
      @Schema(description = "Id of the action it becomes there") String action,
      @Schema(
              description =
                  "waiting (nothing heard of it yet), unanswered (and its time is over), or that"
                      + " of the action: running, ok, warn, err, off")
          String status,
      @Schema(description = "null: it has not begun") @Moment Instant begin,
      @Moment Instant end) {
    static final String COLUMNS =
        "t.cluster,t.service,t.node,t.action,a.status,a.begin_at,a.end_at";

    /** An answer travels as all reports do: it may be behind by so much. */
    static final long LATE_SECONDS = 60;

    String instance() {
      return cluster + '/' + service + '@' + node;
    }

    static Item read(Columns columns, RequestRow request) throws SQLException {
      String status = columns.text("status");
      boolean late =
          request.state().equals(RequestRow.SENT)
              && Instant.now().isAfter(request.expires().plusSeconds(LATE_SECONDS));
      return new Item(
          columns.text("cluster"),
          columns.text("service"),
          columns.text("node"),
          columns.text("action"),
          status.isEmpty() ? late ? "unanswered" : "waiting" : status,
          columns.moment("begin_at"),
          columns.moment("end_at"));
    }
  }
}
